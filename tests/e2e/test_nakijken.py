"""Noteer searches what is typed before it is sent, as the server would, also without reception."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.visitor import PHONE, Visitor
from tests.personas import SAMIRA
from tests.stack import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]

NOTEER = "/contacten/nieuw/"
BSN = "999990019"
TELEPHONE = "Bel 06-12345678 of mail els@voorbeeld.nl."
# What a reader and a screen reader get: the errors, and what each field says of itself.
SHOWN = """() => {
  const one = (root, selector) => root.querySelector(selector);
  const flat = (html) => (html ?? "").replace(/\\s+/g, " ").replace(/> | </g, (s) => s.trim());
  const field = (name) => {
    const input = one(document, `main [name=${name}]`);
    if (!input) return null;
    const around = input.closest(".veld");
    return [around.className, flat(one(around, ".veld__fout")?.outerHTML), input.className,
      input.getAttribute("aria-invalid"), input.getAttribute("aria-describedby"),
      input.type === "checkbox" ? around.innerText.replace(/\\s+/g, " ") : ""];
  };
  return {
    title: document.title,
    summary: flat(one(document, "main .fouten")?.innerHTML),
    place: one(document, "main .fouten")?.nextElementSibling?.matches(".veld"),
    fields: ["tekst", "plek", "afspraak", "nagekeken"].map(field),
    opened: one(document, "main details:has([name=afspraak])").open,
    focus: document.activeElement.className,
  };
}"""
ASKS = """async () => (await import(document.querySelector("script[src*='js/nakijken']").src))
    .nagekeken(document.querySelector("main form.formulier"))"""


def noteer(stack: Stack, browser: Browser, *, script: bool = True) -> Visitor:
    """Samira at Noteer on her phone, with the buurt and the place filled in."""
    visitor = Visitor(browser, stack.url, size=PHONE, script=script)
    visitor.log_in(SAMIRA)
    visitor.open(NOTEER)
    if visitor.field("plaats").count():
        visitor.tick("anders…")
    visitor.field("gebied").select_option(index=1)
    visitor.page.locator("main label:has([name=vindplaats])").first.click()
    return visitor


def press(visitor: Visitor) -> None:
    """Press Bewaar, wherever that leads."""
    visitor.page.get_by_role("main").get_by_role("button", name="Bewaar").click()


@pytest.mark.parametrize(
    "texts",
    [
        {"tekst": TELEPHONE},
        {"tekst": f"Haar bsn is {BSN}."},
        {"tekst": f"Dhr. Jansen, {BSN}", "plek": "Lindelaan 12"},
    ],
)
def test_the_browser_shows_what_the_server_would(
    baarn: Stack, browser: Browser, texts: dict[str, str]
) -> None:
    shown = []
    for script in (False, True):
        visitor = noteer(baarn, browser, script=script)
        visitor.fill(texts)
        if script:
            press(visitor)
            visitor.look()
        else:
            visitor.press("Bewaar", status=422)
        shown.append(visitor.page.evaluate(SHOWN))
        visitor.context.close()
    # Without script nothing moves the focus.
    assert [one.pop("focus") for one in shown] == ["app", "fouten"]
    assert shown[1] == shown[0]


def test_what_was_ticked_is_not_asked_again(baarn: Stack, browser: Browser) -> None:
    visitor = noteer(baarn, browser)
    sent: list[str] = []
    visitor.page.on("request", lambda request: sent.append(request.method))
    visitor.fill({"tekst": TELEPHONE})
    press(visitor)
    expect(visitor.page.locator("main .fouten")).to_be_focused()
    assert visitor.field("tekst").input_value() == TELEPHONE
    assert "POST" not in sent
    # What stops stays stopped, ticked or not, and goes when it is mended.
    visitor.tick("Ik heb het nagekeken")
    visitor.fill({"tekst": f"{TELEPHONE} {BSN}"})
    press(visitor)
    expect(visitor.page.locator("#id_tekst_error")).to_contain_text("burgerservicenummer")
    assert visitor.page.locator(".veld__fout").count() == 1
    visitor.look()
    visitor.fill({"tekst": TELEPHONE})
    press(visitor)
    expect(visitor.page.get_by_role("main")).to_contain_text("Genoteerd:")
    assert sent.count("POST") == 1
    visitor.press("Bekijk wat er staat")
    assert "06-12345678" in visitor.text()
    visitor.context.close()


def test_without_reception_it_looks_all_the_same(baarn: Stack, browser: Browser) -> None:
    visitor = noteer(baarn, browser)
    page = visitor.page
    page.wait_for_load_state("networkidle")
    visitor.context.set_offline(True)
    page.locator("details:has([name=afspraak]) > summary").click()
    visitor.fill({"afspraak": "Mw. De Vries bellen op ٠٦١٢٣٤٥٦٧٨"})
    page.locator("details:has([name=afspraak]) > summary").click()
    assert page.evaluate(ASKS) is False
    expect(page.locator("main .fouten")).to_be_focused()
    pointed = page.locator("#id_afspraak_error li")
    expect(pointed).to_contain_text(
        ["“Mw. De Vries”. Dit lijkt de naam", "“٠٦١٢٣٤٥٦٧٨”. Dit lijkt een"]
    )
    expect(page.locator("main .fouten li").first).to_contain_text("Kijk 2 dingen na.")
    visitor.tick("Ik heb het nagekeken")
    assert page.evaluate(ASKS) is True
    assert page.locator(".veld__fout, main .fouten").count() == 0
    visitor.context.close()


def test_what_was_said_on_a_walk_is_looked_at_as_well(baarn: Stack, browser: Browser) -> None:
    visitor = Visitor(browser, baarn.url, size=PHONE)
    visitor.log_in(SAMIRA)
    visitor.open("/rondes/nieuw/")
    page = visitor.page
    talk = page.locator("details:has([name=gesprek-0-tekst])")
    talk.locator("summary").click()
    visitor.fill({"gesprek-0-tekst": TELEPHONE})
    talk.locator("summary").click()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_role("button", name="Klaar").click()
    expect(page.locator("main .fouten")).to_be_focused()
    expect(page.locator("#id_gesprek-0-tekst_error li")).to_have_count(2)
    expect(visitor.field("gesprek-0-tekst")).to_be_visible()
    assert "POST" not in sent
    visitor.tick("Ik heb het nagekeken")
    assert page.evaluate(ASKS) is True
    visitor.context.close()
