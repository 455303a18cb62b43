"""A resident looks for the organisation of their own neighbourhood."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatieven.queries import meedoen
from initiatieven.queries.meedoen import folded
from tests.personas import make_gebied, make_organisatie
from wijken.models import Gebied, Organisatie


def shown(client: Client, zoek: str) -> tuple[list[tuple[str, str, str]], bool]:
    """Return what the search shows, and whether it is what was looked for."""
    uitkomst = client.get("/meedoen/", {"zoek": zoek}).context["uitkomst"]
    plekken = [
        (m.gemeenten, m.organisatie.slug, m.gebied.naam if m.gebied else "")
        for m in uitkomst.plekken
    ]
    return plekken, uitkomst.gevonden


@pytest.fixture
def verweg(ver_weg: Gebied) -> Organisatie:
    """Another organisation, in one buurt of another gemeente."""
    kern = Gebied.objects.get(code="BU99980000")
    return make_organisatie("Welzijn Verweg", "verweg", "welzijn", kern)


ALL = [("Verweg", "verweg", ""), ("Zonderwater", "de-brink", "")]


@pytest.mark.parametrize(
    ("zoek", "found"),
    [
        ("ZONDER", [("Zonderwater", "de-brink", "")]),
        ("de brink", [("Zonderwater", "de-brink", "")]),
        ("molenhoek", [("Zonderwater", "de-brink", "Molenhoek")]),
        ("  Molen  ", [("Zonderwater", "de-brink", "Molenhoek")]),
        ("Oude haven", [("Zonderwater", "de-brink", "Oude Haven")]),
        ("Molenhoek Zonderwater", [("Zonderwater", "de-brink", "Molenhoek")]),
        # What is called just that comes first.
        (
            "werf",
            [("Zonderwater", "de-brink", "Werf"), ("Zonderwater", "de-brink", "Bij de Werf")],
        ),
        # This organisation works in the buurt, not in the wijk around it.
        ("Verweg Kern", [("Verweg", "verweg", "Verweg Kern")]),
        ("Verweg Dorp", []),
        ("Molenhoek Verweg", []),
        ("100%", []),
        ("molen_oek", []),
        ("", []),
    ],
)
def test_by_the_name_of_a_gemeente_a_wijk_or_a_buurt(
    anonymous: Client,
    de_brink: Organisatie,
    gemeente: Organisatie,
    verweg: Organisatie,
    zoek: str,
    found: list[tuple[str, str, str]],
) -> None:
    make_organisatie("Zonder gebied", "zonder", "welzijn")
    make_gebied("BU999900A0", "Bij de Werf")
    assert shown(anonymous, zoek) == (found or ALL, bool(found))


def test_nothing_found_is_said_and_everything_shown(
    anonymous: Client, de_brink: Organisatie, ver_weg: Gebied
) -> None:
    page = anonymous.get("/meedoen/", {"zoek": "<b>Elders"}).content.decode()
    assert "met de naam “&lt;b&gt;Elders”" in page
    assert "Deze gemeenten doen mee" in page
    assert 'href="/meedoen/de-brink/"' in page
    # Verweg has no organisation of its own: its buurten lead nowhere.
    assert shown(anonymous, "Verweg Kern") == ([ALL[1]], False)


@pytest.mark.parametrize("zoek", ["%00", "%FF", "a" * 500, "\u0301", "[", "\\"])
def test_anything_may_be_typed(anonymous: Client, de_brink: Organisatie, zoek: str) -> None:
    assert anonymous.get("/meedoen/", {"zoek": zoek}).status_code == 200


@pytest.mark.parametrize("typed", ["Één-eiland", "een-EILAND", "één-eiland", "e\u0301e\u0301n"])
def test_accents_do_not_matter(
    anonymous: Client, de_brink: Organisatie, wijk: Gebied, typed: str
) -> None:
    make_gebied("BU99990109", "Éën-eiland", wijk)
    assert shown(anonymous, typed) == ([("Zonderwater", "de-brink", "Éën-eiland")], True)


@pytest.mark.parametrize("naam", ["Súdwest-Fryslân", "ß", "Çelebi", "IJburg", "Ĳ", "’t Gooi"])
def test_the_database_folds_as_we_do(anonymous: Client, db: None, naam: str) -> None:
    gebied = make_gebied("GM8000", naam)
    rows = Gebied.objects.annotate(gevouwen=meedoen.Folded("naam"))
    assert rows.values_list("gevouwen", flat=True).get(pk=gebied.pk) == folded(naam)


def test_the_buurt_that_was_found_is_chosen_in_the_form(
    anonymous: Client, de_brink: Organisatie, buurt: Gebied, ver_weg: Gebied
) -> None:
    page = anonymous.get("/meedoen/", {"zoek": buurt.naam}).content.decode()
    assert f'href="/meedoen/de-brink/?buurt={buurt.code}"' in page
    # A wijk leads to the form too; which of its buurten it is, is asked there.
    page = anonymous.get("/meedoen/", {"zoek": "De Weide"}).content.decode()
    assert 'href="/meedoen/de-brink/"' in page

    def chosen(code: str) -> object:
        response = anonymous.get("/meedoen/de-brink/", {"buurt": code})
        return response.context["form"]["gebied"].value()

    codes = (buurt.code, "BU99980000", "WK999901", "onzin", "")
    assert [chosen(code) for code in codes] == [buurt.pk, None, None, None, None]
    assert "selected" in anonymous.get("/meedoen/de-brink/", {"buurt": buurt.code}).content.decode()


def test_a_name_that_many_bear(
    anonymous: Client, de_brink: Organisatie, verweg: Organisatie, wijk: Gebied
) -> None:
    for number in range(9):
        make_gebied(f"BU999901{number + 10:02}", f"Centrum {number}", wijk)
    plekken, found = shown(anonymous, "centrum")
    assert len(plekken) == meedoen.AREAS_SHOWN
    assert found is True
    more = "Typ de naam van je gemeente erbij."
    assert more in anonymous.get("/meedoen/?zoek=centrum").content.decode()
    assert more not in anonymous.get("/meedoen/?zoek=centrum 3").content.decode()


def test_the_list_of_gemeenten_is_bounded(
    anonymous: Client, de_brink: Organisatie, monkeypatch: pytest.MonkeyPatch
) -> None:
    gebied = make_gebied("GM8000", "Dorp")
    make_organisatie("Welzijn Dorp", "dorp", "welzijn", gebied)
    monkeypatch.setattr(meedoen, "PLACES_SHOWN", 1)
    assert shown(anonymous, "") == ([("Dorp", "dorp", "")], False)
    assert "Er doen er meer mee." in anonymous.get("/meedoen/").content.decode()


@pytest.mark.parametrize(("zoek", "queries"), [("", 3), ("buurt", 4), ("nergens", 4)])
def test_it_costs_the_same_queries(
    anonymous: Client, de_brink: Organisatie, zoek: str, queries: int
) -> None:
    make_gebied("BU80000000", "Buurt 0", Gebied.objects.get(code="GM9999"))
    with CaptureQueriesContext(connection) as one:
        anonymous.get("/meedoen/", {"zoek": zoek})
    for number in range(29):
        gebied = make_gebied(f"GM{8000 + number}", f"Dorp {number}")
        make_gebied(f"BU{8000 + number}0001", f"Buurt {number}", gebied)
        make_organisatie(f"Welzijn {number}", f"welzijn-{number}", "welzijn", gebied)
    with CaptureQueriesContext(connection) as thirty:
        anonymous.get("/meedoen/", {"zoek": zoek})
    assert len(one) == queries
    assert len(thirty) == queries
    assert [query["sql"] for query in thirty if '"vorm"' in query["sql"]] == []
