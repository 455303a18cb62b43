"""A list of records: rows at a desk, cards on a phone, of the same page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.baarn import areas_file
from tests.e2e.visitor import DESK, PHONE, Visitor
from tests.personas import SAMIRA
from tests.stack import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]

FIFTY = """
from django.core.management import call_command
from tests.e2e.baarn import seed
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import make_bron, make_contact
from signalen.models import Signaal, SignaalStaat
from wijken.models import Gebied, Lidmaatschap
call_command("import_gebieden", {areas!r})
seed()
samira = Lidmaatschap.objects.get(gebruiker__naam={naam!r})
buurt = Gebied.objects.offered_to(samira).order_by("code")[0]
LONG = "Over de bankjes. " * 30
for number in range(60):
    make_contact(samira, buurt, plek=f"plek {{number}}", lijnen=["verbinden", "koppelen"],
                 lijn_waarom="koffie", tekst=f"Praatje {{number}}. " + LONG)
    Signaal.objects.create(
        organisatie=samira.organisatie, door=samira, gebied=buurt,
        titel=f"Bankjes die {{number}} keer", tekst=LONG, thema="wonen", kring="ouders",
        lijnen=["verbinden", "koppelen"], lijn_waarom="koffie",
        staat=list(SignaalStaat)[number % 6])
    make_bron(samira, buurt, naam=f"Bron {{number}}", omschrijving=LONG, days_ago=number * 9)
    make_initiatief(samira.organisatie, buurt, titel=f"Plan {{number}}", plan=LONG, staat="loopt",
                    lijnen=["verbinden"], lijn_waarom="koffie")
"""
PATHS = (
    "/contacten/?alles=1",
    "/signalen/",
    "/bronnen/?alles=1",
    "/initiatieven/?alles=1&staat=loopt",
)
HEIGHT = "rows => rows.map(row => row.getBoundingClientRect().height)"
END = "list => list.getBoundingClientRect().bottom + scrollY"


@pytest.fixture(scope="module")
def lijst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Opbouw with more contacts than a page has."""
    folder = tmp_path_factory.mktemp("lijst")
    stack = Stack(folder, with_worker=False)
    areas = str(areas_file(folder))
    stack.manage("shell", "-c", FIFTY.format(areas=areas, naam=SAMIRA.naam))
    with stack:
        yield stack


@pytest.mark.parametrize("script", [True, False])
def test_fifty_are_on_two_screens_of_a_desk(lijst: Stack, browser: Browser, script: bool) -> None:
    visitor = Visitor(browser, lijst.url, size=DESK, script=script)
    visitor.log_in(SAMIRA)
    for path in PATHS:
        visitor.open(path)
        rows = visitor.page.locator(".rijenlijst > li")
        assert rows.count() == 50, path
        assert max(rows.evaluate_all(HEIGHT)) <= 30, path
        assert visitor.page.locator(".rijenlijst").evaluate(END) <= 2 * DESK[1], path
        # The choices are beside them.
        beside, first = (
            visitor.page.locator(".chips").first.bounding_box(),
            rows.first.bounding_box(),
        )
        assert beside is not None
        assert first is not None
        assert beside["x"] + beside["width"] <= first["x"], path
        # What a row has no place for is unfolded in place.
        told = rows.first.locator(".kaart__uit")
        expect(told).to_be_hidden()
        rows.first.locator("summary").click()
        expect(told).to_contain_text("Over de bankjes. Over de bankjes.")
        box, row = told.bounding_box(), rows.first.bounding_box()
        assert box is not None
        assert row is not None
        assert box["width"] > row["width"] / 2
        # Its button stayed where it was.
        rows.first.locator("summary").click()
        expect(told).to_be_hidden()
    visitor.context.close()


def test_the_keyboard_goes_through_the_rows(lijst: Stack, browser: Browser) -> None:
    visitor = Visitor(browser, lijst.url, size=DESK)
    visitor.log_in(SAMIRA)
    keys = visitor.page.keyboard
    for path in PATHS:
        visitor.open(path)
        links = visitor.page.locator(".rijenlijst .kaart__titel a")
        links.first.focus()
        for key, here in (("ArrowDown", 1), ("j", 2), ("k", 1), ("ArrowUp", 0), ("ArrowUp", 0)):
            keys.press(key)
            expect(links.nth(here)).to_be_focused()
        # By themselves: the button of the same row, and the page of the record.
        keys.press("Tab")
        keys.press("Enter")
        expect(visitor.page.locator(".rijenlijst .kaart__uit").first).to_be_visible()
        keys.press("j")
        expect(links.nth(1)).to_be_focused()
        with visitor.page.expect_navigation():
            keys.press("Enter")
        assert visitor.path.startswith(path.partition("?")[0])
        assert visitor.path != path
    visitor.context.close()


def test_on_a_phone_they_are_cards(lijst: Stack, browser: Browser) -> None:
    visitor = Visitor(browser, lijst.url, size=PHONE)
    visitor.log_in(SAMIRA)
    for path in PATHS:
        visitor.open(path)
        card = visitor.page.locator(".rijenlijst > li").first
        assert card.evaluate("one => one.getBoundingClientRect().height") > 100, path
        expect(card.locator("summary")).to_be_hidden()
        expect(card.locator(".kaart__kort").first).to_be_hidden()
    visitor.open("/contacten/?alles=1")
    expect(visitor.page.locator(".kaart__boven").first).to_contain_text("uur")
    visitor.context.close()
