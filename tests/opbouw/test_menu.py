"""The menu, and the numbers beside its words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from opbouw.floors import FLOORS
from opbouw.queries.menu import VANDAAG, counts, menu_of
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import (
    make_antwoorden,
    make_complete_concept,
    make_concept,
    make_interpreted_signaal,
    make_sent_notitie,
    make_signaal,
    make_verhaal,
)
from tests.wereld import Wereld
from wijken.models import Rol


def test_sections_without_anything_are_left_out(wereld: Wereld) -> None:
    assert counts(wereld.samira) == {}
    assert counts(wereld.anneke) == {}


def test_each_counts_what_waits_for_them(wereld: Wereld) -> None:
    for _ in range(2):
        make_signaal(wereld.samira, wereld.klaverveld)
    make_verhaal(wereld.samira, wereld.klaverveld)
    make_initiatief(wereld.samira.organisatie, wereld.klaverveld)
    make_initiatief(wereld.samira.organisatie, wereld.klaverveld, staat="loopt")
    notitie = make_concept(
        wereld.samira, wereld.gemeente, make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    )
    make_sent_notitie(make_complete_concept(notitie, wereld.samira), wereld.marijke)
    assert [counts(lid) for lid in (wereld.samira, wereld.joost, wereld.ruben, wereld.anneke)] == [
        {"initiatieven": 1, "signalen": 2},
        {"initiatieven": 1, "signalen": 2, "verhalen": 1},
        {},
        {"ontvangen": 1},
    ]
    assert counts(wereld.fatima) == {}
    make_antwoorden(notitie, wereld.anneke)
    assert counts(wereld.anneke) == {}


# --- The menu ---
def test_the_menu_of_a_worker(wereld: Wereld) -> None:
    make_signaal(wereld.samira, wereld.klaverveld)
    menu = menu_of(wereld.samira, "/signalen/1/duiding/")
    work, around = ([(link.tekst, link.aantal, link.hier) for link in g] for g in menu.groepen)
    assert work == [
        ("Vandaag", 0, ""),
        ("Zoeken", 0, ""),
        ("Noteer", 0, ""),
        ("Contacten", 0, ""),
        ("Afspraken", 0, ""),
        ("Bronnen", 0, ""),
        ("Initiatieven", 0, ""),
        ("Signalen", 1, "true"),
        ("Verhalen", 0, ""),
        ("Notities", 0, ""),
        ("Verantwoording", 0, ""),
    ]
    assert around == [("Wijken", 0, ""), ("Team", 0, "")]
    assert [link.kort for link in menu.duim] == ["Vandaag", "Wijk", "Noteer", "Signalen"]
    assert [link.tekst for link in menu.meer] == [
        "Zoeken",
        "Contacten",
        "Afspraken",
        "Bronnen",
        "Initiatieven",
        "Verhalen",
        "Notities",
        "Verantwoording",
        "Team",
    ]


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/team/", "Team"),
        ("/bewaren/", "Team"),
        ("/invultijd/", "Team"),
        ("/bewaren/termijnen/", "Team"),
        ("/inzage/", "Team"),
        ("/weghalen/contact/1/", "Contacten"),
        ("/weghalen/afspraak/1/", "Afspraken"),
        ("/weghalen/initiatief/1/", "Initiatieven"),
        ("/weghalen/signaal/1/", "Signalen"),
        ("/verantwoording/1/", "Verantwoording"),
        # Under no section.
        ("/mijn-gegevens/", ""),
        ("/meer/", ""),
    ],
)
def test_a_page_is_under_the_entry_that_one_came_by(
    wereld: Wereld, path: str, section: str
) -> None:
    resolve(path)
    menu = menu_of(wereld.marijke, path)
    marked = [link.tekst for group in menu.groepen for link in group if link.hier]
    assert marked == ([section] if section else [])


def test_the_menu_of_a_municipality(wereld: Wereld) -> None:
    menu = menu_of(wereld.anneke, "/ontvangen/")
    groups = [[(link.tekst, link.hier) for link in group] for group in menu.groepen]
    assert groups == [
        [("Vandaag", ""), ("Ontvangen notities", "page")],
        [("Wijken", ""), ("Team", ""), ("Logboek", "")],
    ]
    assert [link.kort for link in menu.duim] == ["Vandaag", "Notities"]
    assert [link.tekst for link in menu.meer] == ["Wijken", "Team", "Logboek"]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/contacten/", {"Contacten": "page"}),
        ("/contacten/7/wijzig/", {"Contacten": "true"}),
        ("/rondes/7/", {"Contacten": "true"}),
        # Noting is a section of its own, not a page of the contacts.
        ("/contacten/nieuw/", {"Noteer": "page"}),
        ("/gebieden/BU99990100/gehoord/", {"Wijken": "true"}),
        ("/draad/contact/7/", {}),
        ("/", {}),
    ],
)
def test_one_section_is_the_current_one(wereld: Wereld, path: str, current: dict[str, str]) -> None:
    links = [link for group in menu_of(wereld.samira, path).groepen for link in group]
    assert {link.tekst: link.hier for link in links if link.hier} == current


@pytest.mark.parametrize("rol", Rol)
def test_no_two_entries_want_the_same_place_on_the_thumb_bar(rol: Rol) -> None:
    entries = [VANDAAG, *(entry for floor in FLOORS for entry in floor.menu)]
    places = [entry.duim for entry in entries if rol in entry.rollen and entry.duim]
    assert sorted(places) == list(range(1, len(places) + 1))
    # The fifth is Meer.
    assert len(places) < 5


def test_without_a_membership_nothing_is_counted(db: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        menu = menu_of(None, "/stijl/")
    assert len(captured) == 0
    assert [link.kort for link in menu.duim] == ["Vandaag", "Wijk", "Noteer", "Signalen"]
