"""How many taps noting costs, and how much a phone fetches for it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.phone import kept, log_in, new_context
from tests.e2e.visitor import PHONE, SCRIPT_LIMIT, Visitor
from tests.personas import JOOST
from tests.stack import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]

NOTEER = "/contacten/nieuw/"
NOTEER_LIMIT = 120_000


class Thumb:
    """A worker's thumb, which counts its taps; typing or speaking is not tapping."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, where: Locator) -> None:
        """Tap once."""
        self.taps += 1
        where.click()

    def begin(self) -> None:
        """From Mijn dag to Noteer; the counting begins here."""
        self.page.goto("/vandaag/")
        self.taps = 0
        self.tap(self.page.locator(".duimbalk").get_by_role("link", name="Noteer"))
        self.page.wait_for_url(f"**{NOTEER}")

    def chip(self, text: str) -> None:
        """Tap the first chip with this text."""
        self.tap(self.page.locator("main label.chip").filter(has_text=text).first)

    def save(self) -> int:
        """Tap Bewaar, see that it is stored, and return how many taps it was."""
        self.tap(self.page.get_by_role("main").get_by_role("button", name="Bewaar", exact=True))
        expect(self.page.get_by_role("main")).to_contain_text("Genoteerd:")
        return self.taps


@pytest.fixture
def thumb(baarn: Stack, browser: Browser) -> Iterator[Thumb]:
    """Joost's thumb, on a phone that knows Opbouw; he was at the Pekingtuin a moment ago."""
    context = new_context(browser, baarn)
    page = context.new_page()
    log_in(page, JOOST)
    kept(page)
    thumb = Thumb(page)
    new_place(thumb, "Pekingtuin", "buurthuis")
    thumb.save()
    yield thumb
    context.close()


def new_place(thumb: Thumb, plek: str, vindplaats: str) -> None:
    """Note a place that was not there before, in a buurt outside the working area."""
    thumb.begin()
    if thumb.page.locator("main label.chip").filter(has_text="anders…").count():
        thumb.chip("anders…")
    thumb.tap(thumb.page.get_by_text("Was het in een andere buurt?"))
    # The search has the cursor: what is typed is looked for.
    expect(thumb.page.locator("[data-elders] input[type=search]")).to_be_focused()
    thumb.page.keyboard.type("professoren")
    thumb.tap(thumb.page.locator("[data-elders] .chip"))
    thumb.chip(vindplaats)
    thumb.page.locator("[name=plek]").fill(plek)


def test_been_there_is_two_taps(thumb: Thumb) -> None:
    thumb.begin()
    assert thumb.save() == 2


def test_a_story_at_a_known_place_is_four(thumb: Thumb) -> None:
    thumb.begin()
    thumb.chip("Pekingtuin")
    thumb.tap(thumb.page.locator("[name=tekst]"))
    thumb.page.keyboard.type("De rozen bloeien.")
    assert thumb.save() == 4


def test_a_new_place_in_another_buurt_is_six(thumb: Thumb) -> None:
    new_place(thumb, "", "sportveld")
    assert thumb.save() == 6


def test_a_line_with_an_earlier_reason_is_two_taps_more(thumb: Thumb) -> None:
    for _ in range(2):
        thumb.begin()
        thumb.chip("verbinden")
        reasons = thumb.page.locator("main label.chip").filter(has_text="zij helpen elkaar")
        if reasons.count():
            thumb.tap(reasons.first)
        else:
            thumb.page.locator("[name=lijn_waarom]").fill("zij helpen elkaar")
        taps = thumb.save()
    assert taps == 4


def test_a_talk_in_a_walk_is_one_tap(thumb: Thumb) -> None:
    # Not from what the phone kept, which may be a moment old.
    thumb.page.goto("/rondes/nieuw/?vers")
    place = thumb.page.locator("fieldset.tellingen").filter(has_text="Pekingtuin").first
    thumb.taps = 0
    for _ in range(3):
        thumb.tap(place.get_by_role("button", name="ontmoeting"))
    assert thumb.taps == 3
    thumb.tap(thumb.page.get_by_role("button", name="Tik terug"))
    ready = thumb.page.get_by_role("button", name="Klaar: bewaar 2 praatjes")
    ready.click()
    expect(thumb.page.get_by_role("main")).to_contain_text("Bewaard: 2 praatjes op 1 plek.")


def test_undoing_is_one_tap_and_the_text_comes_back(thumb: Thumb) -> None:
    thumb.begin()
    thumb.page.locator("[name=tekst]").fill("Verkeerde plek.")
    thumb.save()
    thumb.tap(thumb.page.get_by_role("button", name="Maak het ongedaan"))
    expect(thumb.page.locator("[name=tekst]")).to_have_value("Verkeerde plek.")
    expect(thumb.page.get_by_role("main")).to_contain_text("er is niets genoteerd")


# What the page waits for before it is painted, and who asked for it: "css" is a sheet in a sheet.
WAITED_FOR = """() => performance.getEntriesByType("resource")
    .filter(one => one.renderBlockingStatus === "blocking").map(one => one.initiatorType)"""


def test_a_first_visit_waits_for_the_page_and_what_it_names(baarn: Stack, browser: Browser) -> None:
    first = Visitor(browser, baarn.url, size=PHONE)
    first.log_in(JOOST)
    first.open(NOTEER)
    assert first.sizes["all"] <= NOTEER_LIMIT
    assert first.sizes["script"] <= SCRIPT_LIMIT
    # Two round trips: the page, and the sheets that it names itself; no script is waited for.
    assert set(first.page.evaluate(WAITED_FOR)) == {"link"}
    first.context.close()


def test_a_second_visit_waits_for_nothing(thumb: Thumb) -> None:
    # From what the phone kept: not one request that the page waits for goes to the network.
    asked: list[str] = []
    thumb.page.context.set_offline(True)
    thumb.page.on("requestfailed", lambda request: asked.append(request.resource_type))
    thumb.page.goto(NOTEER)
    thumb.page.locator("[name=tekst]").fill("Zonder ontvangst.")
    assert set(asked) <= {"fetch"}
