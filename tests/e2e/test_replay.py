"""Two hundred entries of two people on one phone, over a network that loses some of everything."""

import random
import uuid
from collections import Counter

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.phone import (
    FILL,
    NOTEER,
    SEND,
    WAITING,
    WAITS,
    fill_in,
    kept,
    log_in,
    new_context,
    note,
    stored,
    waiting,
)
from tests.personas import JOOST, SAMIRA
from tests.stack import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]

ENTRIES, OF_JOOST = 200, 40
HOUR = 3_600_000
# Of what the page sends a part never arrives, another part twice at the same time, and of what
# arrives the answer may be lost. What arrived is remembered, to be sent again.
LOSSY = """seed => {
  const real = window.fetch;
  const arrived = window.arrived = [];
  const chance = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const lost = () => { throw new TypeError("lost on the way"); };
  window.fetch = async (address, options) => {
    if (options?.method !== "POST") return real(address, options);
    if (chance() < 0.1) lost();
    const again = () => {
      arrived.push(options.body.get("sleutel"));
      return real(address, { ...options, signal: undefined });
    };
    window.again[options.body.get("sleutel")] = again;
    const sent = chance() < 0.2 ? [again(), again()] : [again()];
    const answers = await Promise.all(sent);
    if (chance() < 0.25) lost();
    return answers.at(-1);
  };
  window.again = {};
}"""
# Sends what arrived again, in this order and six at a time; nobody reads the answers.
REPLAY = """async keys => {
  const line = async () => { for (let key; (key = keys.pop()); ) await window.again[key](); };
  await Promise.all(Array.from({ length: 6 }, line));
}"""
ARRIVED = "window.arrived"
MEMBERSHIP = "document.querySelector('form[data-wachtrij]').elements.lidmaatschap.value"


def test_two_hundred_entries_in_two_tabs_are_two_hundred_records(
    baarn: Stack, browser: Browser, phone: Page
) -> None:
    chance = random.Random(8)
    tekst = f"Geteld {uuid.uuid4()}"
    tabs = [phone, phone.context.new_page()]
    joost = membership_of_joost(browser, baarn)
    phone.context.set_offline(True)
    for page in tabs:
        page.goto(NOTEER)
        note(page, tekst, then=WAITS)
        fill_in(page)
        page.evaluate(LOSSY, chance.randrange(1000))
    more = ENTRIES - OF_JOOST - len(tabs)
    ids = [(str(uuid.uuid4()), chance.randrange(HOUR)) for _ in range(more + OF_JOOST)]
    for number, page in enumerate(tabs):
        page.evaluate(FILL, {"ids": ids[number:more:2], "tekst": tekst})
        page.evaluate(FILL, {"ids": ids[more + number :: 2], "tekst": tekst, "lid": joost})
    waiting(phone, ENTRIES)
    phone.context.set_offline(False)
    send_all(tabs, chance, left=OF_JOOST)
    rows = stored(baarn, tekst)
    assert Counter(who for _key, who in rows) == {SAMIRA.email: ENTRIES - OF_JOOST}
    assert not {key for key, _who in rows} & {key for key, _ago in ids[more:]}

    phone.context.clear_cookies()
    for page in tabs:
        page.goto("/accounts/login/")
    log_in(phone, JOOST)
    kept(phone)
    for page in tabs:
        page.goto(NOTEER)
        page.evaluate(LOSSY, chance.randrange(1000))
    send_all(tabs, chance, left=0)
    rows = stored(baarn, tekst)
    assert len({key for key, _who in rows}) == len(rows) == ENTRIES
    assert {key for key, who in rows if who == JOOST.email} == {key for key, _ago in ids[more:]}
    assert Counter(who for _key, who in rows)[SAMIRA.email] == ENTRIES - OF_JOOST


def membership_of_joost(browser: Browser, stack: Stack) -> str:
    """Return what a form of his says for whom it was drawn."""
    context = new_context(browser, stack)
    page = context.new_page()
    log_in(page, JOOST)
    page.goto(NOTEER)
    membership = str(page.evaluate(MEMBERSHIP))
    context.close()
    return membership


def send_all(tabs: list[Page], chance: random.Random, left: int) -> None:
    """Send until so many entries are left, and all that went until each was sent three times."""
    for turn in range(20):
        tabs[turn % 2].evaluate(SEND)
        if tabs[0].evaluate(WAITING) == left:
            break
    assert tabs[0].evaluate(WAITING) == left
    times = Counter(key for page in tabs for key in page.evaluate(ARRIVED))
    for page in tabs:
        keys = page.evaluate("Object.keys(window.again)")
        again = [key for key in keys for _ in range(3 - times[key])]
        times.update(again)
        chance.shuffle(again)
        page.evaluate(REPLAY, again)
    assert min(times.values()) >= 3
