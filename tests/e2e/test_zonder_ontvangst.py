"""Without reception: what is noted waits on the phone, and arrives once and where it should."""

import os
import signal
import uuid
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect

from tests.e2e.conftest import CHROMIUM, FLAGS
from tests.e2e.phone import (
    DUMP,
    FILL,
    KEPT,
    NOTEER,
    RONDE,
    SAVED,
    SEND,
    SESSION,
    WACHTEND,
    WAITING,
    WAITS,
    fill_in,
    kept,
    log_in,
    note,
    only,
    opened,
    said,
    save,
    stored,
    until,
    waiting,
)
from tests.personas import ANNEKE, BEATRIX, JOOST, LEO, MARIJKE, SAMIRA
from tests.stack import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]

# Ten minutes go by at once.
LATER = "() => { const now = Date.now; Date.now = () => now() + 600_000; }"
LOSES = (
    "Op dit toestel wacht nog 1 op verzenden, van jou of van een ander. "
    "Log je uit, dan is het weg. Toch uitloggen?"
)


def test_noteer_opens_and_keeps_without_reception_after_one_visit(
    baarn: Stack, phone: Page
) -> None:
    phone.context.set_offline(True)
    phone.goto(NOTEER)
    tekst = only("Op een bankje zonder ontvangst")
    note(phone, tekst, then=WAITS)
    expect(phone.locator("[name=tekst]")).to_have_value("")
    # Every page says so, also one that there is only with reception.
    expect(phone.locator("[data-wachtrij-aantal]")).to_have_text("1 wacht op verzenden")
    phone.goto("/signalen/")
    expect(phone.get_by_role("heading")).to_have_text("Geen ontvangst")
    phone.get_by_role("link", name="Wat wacht op verzenden").click()
    expect(phone.locator("[data-wachtrij-rijen] h2")).to_have_text("Contact: Lindeplein")
    phone.context.set_offline(False)
    expect(phone.get_by_text("Er wacht niets op verzenden.")).to_be_visible()
    assert len(stored(baarn, tekst)) == 1


def test_a_walk_is_counted_and_kept_without_reception(baarn: Stack, phone: Page) -> None:
    before = counted(baarn)
    phone.goto(NOTEER)
    note(phone, plek="Rondeplein")
    phone.context.set_offline(True)
    phone.goto(RONDE)
    if not phone.locator("fieldset.tellingen").count():
        place = phone.locator("details.tellingen").first
        place.locator("select").select_option(label="Oude-Oosterhei")
        place.locator("label").filter(has_text="plein of park").click()
    for _ in range(3):
        phone.locator(".tik:visible").first.click()
    phone.get_by_role("button", name="Klaar: bewaar 3 praatjes").click()
    said(phone, WAITS)
    # Emptied, and it counts again.
    expect(phone.get_by_role("button", name="Klaar: bewaar deze ronde")).to_be_visible()
    phone.locator(".tik:visible").first.click()
    expect(phone.get_by_role("button", name="Klaar: bewaar 1 praatje")).to_be_visible()
    phone.context.set_offline(False)
    waiting(phone, 0)
    assert counted(baarn) - before == 3


def test_the_phone_counts_for_how_long_it_was_open(baarn: Stack, phone: Page) -> None:
    before = saved_within(baarn)
    phone.goto(NOTEER)
    note(phone, "Met ontvangst.")
    # The next one on the same page lay ready, and counts from the first touch.
    phone.evaluate(LATER)
    phone.context.set_offline(True)
    note(phone, "Zonder.", then=WAITS)
    # It waits for as long as it likes.
    phone.evaluate(LATER)
    # What is taken up again was open at another moment too.
    fill_in(phone, "Later afgemaakt.")
    phone.wait_for_timeout(1_000)
    phone.goto(NOTEER)
    said(phone, "wat je eerder typte")
    save(phone)
    said(phone, WAITS)
    phone.context.set_offline(False)
    waiting(phone, 0)
    after = saved_within(baarn)
    found = {tot: number - before.get(tot, 0) for tot, number in after.items()}
    assert found[0] == 1
    assert sum(number for tot, number in found.items() if 0 < tot <= 60) == 2
    assert sum(found.values()) == 3


def saved_within(stack: Stack) -> dict[int, int]:
    """How many contacts were saved within how many seconds; 0 where that is not known."""
    query = """SELECT tot, aantal FROM wijken_invultijd WHERE formulier = 'contact_nieuw'"""
    with psycopg.connect(stack.database_url) as connection:
        return dict(connection.execute(query).fetchall())


def counted(stack: Stack) -> int:
    """How many talks were counted in all walks."""
    with psycopg.connect(stack.database_url) as connection:
        row = connection.execute("SELECT coalesce(sum(aantal), 0) FROM wijken_telling").fetchone()
    return int(row[0]) if row else 0


def test_a_browser_that_is_killed_loses_nothing(
    baarn: Stack, browser: Browser, tmp_path: Path
) -> None:
    def start() -> BrowserContext:
        return browser.browser_type.launch_persistent_context(
            tmp_path, executable_path=CHROMIUM, args=FLAGS, base_url=baarn.url, locale="nl-NL"
        )

    context = start()
    page = opened(context, SAMIRA)
    context.set_offline(True)
    page.goto(NOTEER)
    note(page, "Vlak voor de batterij leeg was.", then=WAITS)
    fill_in(page, "Nog aan het typen", plek="Eemplein")
    page.wait_for_timeout(700)
    kill(tmp_path)
    context = start()
    page = context.new_page()
    page.goto("/accounts/login/")
    # A browser writes its cookies now and then, so this one may have forgotten the session.
    if "/accounts/login/" in page.url:
        log_in(page, SAMIRA)
    page.goto(NOTEER)
    # Now that it is sure who this is, what was typed is there again, and what waited goes.
    said(page, "Hier staat nog wat je eerder typte")
    expect(page.locator("[name=tekst]")).to_have_value("Nog aan het typen")
    expect(page.locator("[name=plek]")).to_have_value("Eemplein")
    page.get_by_role("button", name="Begin leeg").click()
    expect(page.locator("[name=tekst]")).to_have_value("")
    page.reload()
    expect(page.locator("[name=tekst]")).to_have_value("")
    waiting(page, 0)
    assert len(stored(baarn, "Vlak voor de batterij leeg was.")) == 1
    context.close()


def test_a_session_that_ended_waits_for_the_login(baarn: Stack, phone: Page) -> None:
    phone.context.clear_cookies()
    phone.goto(NOTEER)
    note(phone, "Na een lang weekend.", then="Log in, dan wordt het verzonden.")
    phone.goto(WACHTEND)
    expect(phone.get_by_text("Log in, dan zie je wat er wacht.")).to_be_visible()
    assert "Lindeplein" not in phone.get_by_role("main").inner_text()
    phone.get_by_role("link", name="Log in, dan worden ze verzonden").click()
    log_in(phone, SAMIRA)
    waiting(phone, 0)
    assert [who for _key, who in stored(baarn, "Na een lang weekend.")] == [SAMIRA.email]


def test_another_person_on_the_same_phone_sees_and_sends_nothing(baarn: Stack, phone: Page) -> None:
    phone.context.set_offline(True)
    phone.goto(NOTEER)
    note(phone, "Van Samira.", then=WAITS)
    fill_in(phone, "Half af")
    phone.wait_for_timeout(700)
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    phone.goto("/accounts/login/")
    log_in(phone, JOOST)
    kept(phone)
    for path in ("/vandaag/", NOTEER, WACHTEND):
        phone.goto(path)
        expect(phone.locator("[data-wachtrij-balk]")).to_be_hidden()
    expect(phone.get_by_text("Er wacht niets op verzenden.")).to_be_visible()
    phone.goto(NOTEER)
    expect(phone.locator("[name=tekst]")).to_have_value("")
    note(phone, "Van Joost.")
    assert phone.evaluate(WAITING) == 1
    assert stored(baarn, "Van Samira.") == []
    assert [who for _key, who in stored(baarn, "Van Joost.")] == [JOOST.email]
    # She logs in again, and it goes.
    phone.context.clear_cookies()
    phone.goto("/accounts/login/")
    log_in(phone, SAMIRA)
    waiting(phone, 0)
    assert [who for _key, who in stored(baarn, "Van Samira.")] == [SAMIRA.email]


def test_what_is_refused_stays_and_can_be_corrected(baarn: Stack, phone: Page) -> None:
    phone.context.set_offline(True)
    phone.goto(NOTEER)
    fill_in(phone, "Op een lijn zonder waarom.")
    phone.locator("label").filter(has_text="verbinden").click()
    save(phone)
    said(phone, WAITS)
    expect(phone.locator("form[data-bezig]")).to_have_count(0)
    note(phone, "Er wordt gekookt.", then=WAITS)
    phone.context.set_offline(False)
    expect(phone.locator("[data-wachtrij-aantal]")).to_have_text("1 om na te kijken")
    assert len(stored(baarn, "Er wordt gekookt.")) == 1
    phone.get_by_role("link", name="1 om na te kijken").click()
    expect(phone.locator("[data-deel=redenen]")).to_contain_text("Waarom die lijn?")
    phone.get_by_role("link", name="Wijzig", exact=True).click()
    expect(phone.locator("[name=tekst]")).to_have_value("Op een lijn zonder waarom.")
    phone.locator("[name=lijn_waarom]").fill("buren koken samen")
    save(phone)
    said(phone, SAVED)
    assert phone.evaluate(WAITING) == 0
    assert len(stored(baarn, "Op een lijn zonder waarom.")) == 1


def test_who_looks_on_sees_what_is_wrong_at_once(baarn: Stack, phone: Page) -> None:
    phone.goto(NOTEER)
    fill_in(phone, "Weer een lijn zonder waarom.")
    phone.locator("label").filter(has_text="verbinden").click()
    save(phone)
    expect(phone.locator("[data-fouten]")).to_be_focused()
    expect(phone.locator("[name=tekst]")).to_have_value("Weer een lijn zonder waarom.")
    # Left like that it is not lost.
    phone.goto(WACHTEND)
    phone.once("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="Gooi weg").click()
    expect(phone.get_by_text("Er wacht niets op verzenden.")).to_be_visible()


def test_a_name_is_found_before_it_waits(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.goto(NOTEER)
    fill_in(phone, "Mevrouw Jansen kookt vandaag.")
    save(phone)
    expect(phone.get_by_role("alert")).to_contain_text("Dit lijkt de naam")
    assert phone.evaluate(WAITING) == 0


def test_a_server_that_hangs_keeps_nobody_waiting(baarn: Stack, phone: Page) -> None:
    hanging: list[Route] = []
    phone.goto(NOTEER)
    phone.context.route(f"**{NOTEER}", lambda route: hanging.append(route))
    fill_in(phone, "In het trappenhuis.")
    save(phone)
    said(phone, "Wordt verzonden")
    said(phone, WAITS)
    expect(phone.locator("[name=tekst]")).to_have_value("")
    assert len(hanging) == 1
    phone.context.unroute(f"**{NOTEER}")
    phone.evaluate(SEND)
    waiting(phone, 0)
    assert len(stored(baarn, "In het trappenhuis.")) == 1


def test_the_phone_holds_no_personal_data_and_after_logging_out_nothing(
    baarn: Stack, phone: Page
) -> None:
    for path in ("/team/", "/mijn-gegevens/", "/contacten/", NOTEER, WACHTEND):
        phone.goto(path)
    context = phone.context
    phone.goto(NOTEER)
    note(phone, "Gewoon verstuurd.")
    context.set_offline(True)
    note(phone, "Blijft wachten.", then=WAITS)
    held: dict[str, Any] = phone.evaluate(DUMP)
    assert [row.get("label") for row in held["rows"]] == ["Lindeplein"]
    assert sorted(page.partition(" ")[0] for page in held["pages"]) == [
        NOTEER, "/geen-ontvangst/", RONDE, WACHTEND,
    ]  # fmt: skip
    everything = repr(held)
    people = (SAMIRA, JOOST, MARIJKE, BEATRIX, ANNEKE, LEO)
    told = [word for one in people for word in (one.naam, *one.naam.split()[:1], one.email)]
    told += ["csrfmiddlewaretoken", "sessionid"]
    assert [word for word in told if word in everything] == []
    assert (held["local"], phone.evaluate(SESSION)) == (0, [])

    # It is said before it goes, and "no" keeps it.
    context.set_offline(False)
    context.route(f"**{NOTEER}", lambda route: route.abort())
    questions: list[str] = []

    def answer(dialog: Dialog) -> None:
        questions.append(dialog.message)
        if len(questions) == 1:
            dialog.dismiss()
        else:
            dialog.accept()

    phone.on("dialog", answer)
    phone.goto("/accounts/logout/")
    phone.get_by_role("button", name="Log uit").click()
    phone.wait_for_function("() => !document.querySelector('form[data-bezig]')")
    waiting(phone, 1)
    phone.get_by_role("button", name="Log uit").click()
    phone.wait_for_url(f"{baarn.url}/")
    assert questions == [LOSES] * 2
    nothing = dict.fromkeys(("databases", "caches", "local", "workers"), 0)
    assert phone.evaluate(DUMP) == {"rows": [], "pages": [], **nothing}
    assert phone.evaluate(SESSION) == []


def test_a_new_version_loses_nothing_that_waits(baarn: Stack, phone: Page) -> None:
    phone.goto(NOTEER)
    phone.context.set_offline(True)
    fill_in(phone)
    ids = [(str(uuid.uuid4()), 0) for _ in range(30)]
    tekst = only("Van de vorige versie")
    phone.evaluate(FILL, {"ids": ids, "tekst": tekst})
    phone.evaluate("caches.open('schillen-vorige').then(c => c.put('/oud/', new Response('oud')))")
    phone.context.set_offline(False)
    # Another address is another script to the browser: it is installed in the place of the first.
    phone.evaluate("""async () => {
      const now = navigator.serviceWorker.controller;
      // One that could not fetch a file is not installed; a browser tries again later.
      for (const number of [2, 3, 4, 5]) {
        const { serviceWorker } = navigator;
        const changed = new Promise(r => serviceWorker.oncontrollerchange = () => r(true));
        const late = new Promise(r => setTimeout(r, 8000, false));
        navigator.serviceWorker.register(`/sw.js?versie=${number}`, { scope: "/" }).catch(() => {});
        if (await Promise.race([changed, late])) break;
      }
      return now !== navigator.serviceWorker.controller;
    }""")
    phone.evaluate(SEND)
    waiting(phone, 0)
    assert len(stored(baarn, tekst)) == 30
    until(phone, "async () => (await caches.keys()).includes('schillen-vorige')", False)
    assert phone.evaluate(KEPT) == 3
    phone.context.set_offline(True)
    phone.goto(NOTEER)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Noteer")


def test_nothing_stays_longer_than_three_days(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.goto(NOTEER)
    day = 24 * 3_600_000
    ids = [(str(uuid.uuid4()), ago) for ago in (4 * day, 2 * day, -4 * day)]
    fill_in(phone)
    phone.evaluate(FILL, {"ids": ids, "tekst": "Lang geleden."})
    assert phone.evaluate(WAITING) == 1


def kill(profile: Path) -> None:
    """Kill the browser with this profile as an empty battery would."""
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            ours = f"--user-data-dir={profile}".encode() in line.read_bytes().split(b"\0")
        except OSError:
            continue
        if ours:
            os.kill(int(line.parent.name), signal.SIGKILL)
