"""A phone on which Opbouw was open once, and what a test does with it."""

import random
import string
import time

import psycopg
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.visitor import PHONE
from tests.personas import WACHTWOORD, Persona
from tests.stack import Stack

NOTEER, RONDE, WACHTEND = "/contacten/nieuw/", "/rondes/nieuw/", "/wachtend/"
SAVED, WAITS = "Genoteerd:", "Het is nog niet bewaard."
# All that the browser holds of us, as text: every row of every database, every kept page.
DUMP = """async () => {
  const rows = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise(r => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => r(asked.result);
    });
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store).getAll();
      rows.push(...await new Promise(r => { all.onsuccess = () => r(all.result) }));
    }
    db.close();
  }
  const pages = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const one of await cache.keys()) {
      const path = new URL(one.url).pathname;
      if (path.startsWith("/static/")) continue;
      pages.push(path + " " + await (await cache.match(one)).text());
    }
  }
  return { rows, pages, databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length, local: localStorage.length,
    workers: (await navigator.serviceWorker.getRegistrations()).length };
}"""
# Puts entries in the queue by the page's own module, with the fields of the form on the page.
FILL = """async ({ ids, tekst, lid }) => {
  const { keep } = await import("/static/js/wachtrij/opslag.js");
  const { read } = await import("/static/js/wachtrij/invoer.js");
  const form = document.querySelector("form[data-wachtrij]");
  const { wachtrij: versie, soort } = form.dataset;
  for (const [id, ago] of ids) {
    const velden = read(form).filter(([name]) => name !== "tekst");
    await keep({ id, adres: form.getAttribute("action"), velden: [...velden, ["tekst", tekst]],
      lidmaatschap: lid ?? form.elements.lidmaatschap.value, versie, soort, label: "plein",
      gemaakt: Date.now() - ago, moment: "", staat: "wacht", redenen: [] });
  }
}"""
WAITING = """async () => (await (await import("/static/js/wachtrij/opslag.js")).entries()).length"""
SEND = """async () => { await (await import("/static/js/wachtrij/verzend.js")).send(); }"""
KEPT = """async () => {
  let pages = 0;
  for (const name of await caches.keys()) {
    if (name.startsWith("schillen-")) pages += (await (await caches.open(name)).keys()).length;
  }
  return pages;
}"""
# htmx writes there where it is.
SESSION = "() => Object.keys(sessionStorage).filter(key => !key.startsWith('htmx-current-path'))"


def new_context(browser: Browser, stack: Stack) -> BrowserContext:
    width, height = PHONE
    context = browser.new_context(
        base_url=stack.url,
        viewport={"width": width, "height": height},
        locale="nl-NL",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    return context


def opened(context: BrowserContext, persona: Persona) -> Page:
    """Log in, and wait until the worker has what it keeps."""
    page = context.new_page()
    log_in(page, persona)
    kept(page)
    return page


def log_in(page: Page, persona: Persona) -> None:
    if "/accounts/login/" not in page.url:
        page.goto("/accounts/login/")
    page.locator("[name=login]").fill(persona.email)
    page.locator("[name=password]").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def kept(page: Page) -> None:
    """Wait until the pages are kept for whoever is logged in."""
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    until(page, KEPT, 3)


def until(page: Page, script: str, value: object) -> None:
    """Wait until a script on the page comes to this; Playwright itself waits for no promise."""
    deadline = time.monotonic() + 15
    while (found := page.evaluate(script)) != value:
        assert time.monotonic() < deadline, f"{found} instead of {value}: {script}"
        page.wait_for_timeout(50)


def fill_in(page: Page, tekst: str = "", plek: str = "Lindeplein") -> None:
    """Fill the form in with a place of its own."""
    if page.locator("[name=plaats]").count():
        page.locator("label").filter(has_text="anders").first.click()
    page.locator("[name=gebied]").select_option(label="Oude-Oosterhei")
    page.locator("label").filter(has_text="plein of park").first.click()
    page.locator("[name=plek]").fill(plek)
    page.locator("[name=tekst]").fill(tekst)


def save(page: Page) -> None:
    page.get_by_role("main").get_by_role("button", name="Bewaar").click()


def said(page: Page, words: str) -> None:
    """Wait until the page says this above the form."""
    expect(page.locator("[data-wachtrij-uit]")).to_contain_text(words)


def note(page: Page, tekst: str = "", plek: str = "Lindeplein", then: str = SAVED) -> None:
    """Note a contact, and wait until the page says so."""
    fill_in(page, tekst, plek)
    save(page)
    said(page, then)
    expect(page.locator("form[data-bezig]")).to_have_count(0)


def waiting(page: Page, number: int) -> None:
    """Wait until so many entries are on the phone."""
    until(page, WAITING, number)


def only(tekst: str) -> str:
    """Return a text of this test in this browser; another runs the same beside it."""
    return f"{tekst}: {''.join(random.choices(string.ascii_lowercase, k=8))}."


def stored(stack: Stack, tekst: str) -> list[tuple[str, str]]:
    """Return the key of each contact with this text, and who noted it."""
    query = """SELECT c.sleutel::text, g.email FROM wijken_contactmoment c
        JOIN wijken_lidmaatschap l ON l.id = c.door_id
        JOIN wijken_gebruiker g ON g.id = l.gebruiker_id WHERE c.tekst = %s"""
    with psycopg.connect(stack.database_url) as connection:
        return connection.execute(query, [tekst]).fetchall()
