"""A resident looks for the organisation of their own neighbourhood."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatieven.queries import meedoen
from opbouw.lib.text.names import folded
from tests.personas import make_gebied, make_organisatie
from tests.wereld import Wereld
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
def verweg(wereld: Wereld) -> Organisatie:
    """Another organisation, in one buurt of another gemeente."""
    wereld.bring("ver_weg")
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
    wereld: Wereld, verweg: Organisatie, zoek: str, found: list[tuple[str, str, str]]
) -> None:
    wereld.bring("de_brink", "gemeente")
    make_organisatie("Zonder gebied", "zonder", "welzijn")
    make_gebied("BU999900A0", "Bij de Werf")
    assert shown(wereld.anonymous, zoek) == (found or ALL, bool(found))


def test_nothing_found_is_said_and_everything_shown(wereld: Wereld) -> None:
    wereld.bring("de_brink", "ver_weg")
    page = wereld.anonymous.get("/meedoen/", {"zoek": "<b>Elders"}).content.decode()
    assert "met de naam “&lt;b&gt;Elders”" in page
    assert "Deze gemeenten doen mee" in page
    assert 'href="/meedoen/de-brink/"' in page
    # Verweg has no organisation of its own: its buurten lead nowhere.
    assert shown(wereld.anonymous, "Verweg Kern") == ([ALL[1]], False)


@pytest.mark.parametrize("zoek", ["%00", "%FF", "a" * 500, "\u0301", "[", "\\"])
def test_anything_may_be_typed(wereld: Wereld, zoek: str) -> None:
    wereld.bring("de_brink")
    assert wereld.anonymous.get("/meedoen/", {"zoek": zoek}).status_code == 200


@pytest.mark.parametrize("typed", ["Één-eiland", "een-EILAND", "één-eiland", "e\u0301e\u0301n"])
def test_accents_do_not_matter(wereld: Wereld, typed: str) -> None:
    wereld.bring("de_brink")
    make_gebied("BU99990109", "Éën-eiland", wereld.weide)
    assert shown(wereld.anonymous, typed) == ([("Zonderwater", "de-brink", "Éën-eiland")], True)


@pytest.mark.parametrize("naam", ["Súdwest-Fryslân", "ß", "Çelebi", "IJburg", "Ĳ", "’t Gooi"])
def test_the_database_folds_as_we_do(wereld: Wereld, naam: str) -> None:
    assert Gebied.objects.get(pk=make_gebied("GM8000", naam).pk).gevouwen == folded(naam)


def test_the_buurt_that_was_found_is_chosen_in_the_form(wereld: Wereld) -> None:
    wereld.bring("de_brink", "ver_weg")
    page = wereld.anonymous.get("/meedoen/", {"zoek": wereld.klaverveld.naam}).content.decode()
    assert f'href="/meedoen/de-brink/?buurt={wereld.klaverveld.code}"' in page
    # A wijk leads to the form too; which of its buurten it is, is asked there.
    page = wereld.anonymous.get("/meedoen/", {"zoek": "De Weide"}).content.decode()
    assert 'href="/meedoen/de-brink/"' in page

    def chosen(code: str) -> object:
        response = wereld.anonymous.get("/meedoen/de-brink/", {"buurt": code})
        return response.context["form"]["gebied"].value()

    codes = (wereld.klaverveld.code, "BU99980000", "WK999901", "onzin", "")
    assert [chosen(code) for code in codes] == [wereld.klaverveld.pk, None, None, None, None]
    assert (
        "selected"
        in wereld.anonymous.get(
            "/meedoen/de-brink/", {"buurt": wereld.klaverveld.code}
        ).content.decode()
    )


def test_a_name_that_many_bear(wereld: Wereld, verweg: Organisatie) -> None:
    wereld.bring("de_brink")
    for number in range(9):
        make_gebied(f"BU999901{number + 10:02}", f"Centrum {number}", wereld.weide)
    plekken, found = shown(wereld.anonymous, "centrum")
    assert len(plekken) == meedoen.AREAS_SHOWN
    assert found is True
    more = "Typ de naam van je gemeente erbij."
    assert more in wereld.anonymous.get("/meedoen/?zoek=centrum").content.decode()
    assert more not in wereld.anonymous.get("/meedoen/?zoek=centrum 3").content.decode()


def test_the_list_of_gemeenten_is_bounded(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    wereld.bring("de_brink")
    gebied = make_gebied("GM8000", "Dorp")
    make_organisatie("Welzijn Dorp", "dorp", "welzijn", gebied)
    monkeypatch.setattr(meedoen, "PLACES_SHOWN", 1)
    assert shown(wereld.anonymous, "") == ([("Dorp", "dorp", "")], False)
    assert "Er doen er meer mee." in wereld.anonymous.get("/meedoen/").content.decode()


@pytest.mark.parametrize(("zoek", "queries"), [("", 3), ("buurt", 4), ("nergens", 4)])
def test_it_costs_the_same_queries(wereld: Wereld, zoek: str, queries: int) -> None:
    wereld.bring("de_brink")
    make_gebied("BU80000000", "Buurt 0", Gebied.objects.get(code="GM9999"))
    with CaptureQueriesContext(connection) as one:
        wereld.anonymous.get("/meedoen/", {"zoek": zoek})
    for number in range(29):
        gebied = make_gebied(f"GM{8000 + number}", f"Dorp {number}")
        make_gebied(f"BU{8000 + number}0001", f"Buurt {number}", gebied)
        make_organisatie(f"Welzijn {number}", f"welzijn-{number}", "welzijn", gebied)
    with CaptureQueriesContext(connection) as thirty:
        wereld.anonymous.get("/meedoen/", {"zoek": zoek})
    assert len(one) == queries
    assert len(thirty) == queries
    assert [query["sql"] for query in thirty if '"vorm"' in query["sql"]] == []
