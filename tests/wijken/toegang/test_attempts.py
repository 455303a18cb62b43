"""Guessing passwords and asking for mails: limited, and nobody is locked out by a stranger."""

import re
from functools import partial
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from opbouw.lib.models import Mail, RateCounter
from tests.keten import at_once
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from wijken.toegang.device import COOKIE

SAMIRA = {"login": "samira@voorbeeld.nl", "password": WACHTWOORD}
WRONG = {**SAMIRA, "password": "dit is het niet"}
ASK = ("/accounts/login/code/", "/accounts/password/reset/")


def logged_in(client: Client) -> bool:
    """Whether the browser is in."""
    return "_auth_user_id" in client.session


def known_browser() -> Client:
    """A browser with which Samira logged in before, and out again."""
    client = Client(REMOTE_ADDR="192.0.2.44")
    client.post("/accounts/login/", SAMIRA)
    client.post("/accounts/logout/")
    assert not logged_in(client)
    return client


def guess(*, connections: int, each: int) -> list[Any]:
    """Type wrong passwords for Samira's account from as many connections."""
    return [
        Client(REMOTE_ADDR=f"198.51.100.{number}").post("/accounts/login/", WRONG)
        for number in range(connections)
        for _attempt in range(each)
    ]


def test_a_stranger_cannot_lock_somebody_out_of_their_own_browser(wereld: Wereld) -> None:
    wereld.bring("samira")
    known = known_browser()
    guess(connections=21, each=5)
    assert "Dit zijn veel pogingen" in Client().post("/accounts/login/", SAMIRA).text
    known.post("/accounts/login/", SAMIRA)
    assert logged_in(known)


def test_one_stranger_stops_nobody_anywhere_else(wereld: Wereld) -> None:
    wereld.bring("samira")
    answers = guess(connections=1, each=7)
    assert ["veel pogingen" in answer.text for answer in answers] == [False] * 5 + [True] * 2
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    elsewhere.post("/accounts/login/", SAMIRA)
    assert logged_in(elsewhere)


def test_a_known_browser_may_not_guess_for_ever(wereld: Wereld) -> None:
    wereld.bring("samira")
    known = known_browser()
    answers = [known.post("/accounts/login/", WRONG) for _attempt in range(11)]
    assert ["veel pogingen" in answer.text for answer in answers] == [False] * 10 + [True]


def test_the_mark_of_a_browser_is_for_one_account_and_cannot_be_made(wereld: Wereld) -> None:
    wereld.bring("samira", "joost")
    known = known_browser()
    for _attempt in range(5):
        known.post("/accounts/login/", {**WRONG, "login": "joost@voorbeeld.nl"})
    page = known.post("/accounts/login/", {**WRONG, "login": "joost@voorbeeld.nl"})
    assert "veel pogingen" in page.text

    forged = Client(REMOTE_ADDR="192.0.2.45")
    forged.cookies[COOKIE] = known.cookies[COOKIE].value[:-2] + "xx"
    for _attempt in range(5):
        forged.post("/accounts/login/", WRONG)
    assert "veel pogingen" in forged.post("/accounts/login/", SAMIRA).text


def test_the_mark_opens_nothing(wereld: Wereld, settings: Settings) -> None:
    wereld.bring("samira")
    settings.SESSION_COOKIE_SECURE = True
    known = known_browser()
    assert known.get("/vandaag/").status_code == 302
    cookie = known.cookies[COOKIE]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")


def test_a_right_password_is_no_attempt(wereld: Wereld) -> None:
    wereld.bring("samira")
    for _time in range(8):
        fresh = Client()
        fresh.post("/accounts/login/", SAMIRA)
        assert logged_in(fresh)
    assert set(RateCounter.objects.values_list("count", flat=True)) == {0}


@pytest.mark.django_db(transaction=True)
def test_twenty_wrong_passwords_at_once_are_twenty(wereld: Wereld) -> None:
    wereld.bring("samira")
    answers = at_once(*[partial(Client().post, "/accounts/login/", WRONG) for _one in range(20)])
    # Some of the others do not even reach our counters: allauth refuses what comes all at once.
    assert sum("horen niet bij elkaar" in getattr(answer, "text", "") for answer in answers) == 5


@pytest.mark.parametrize("path", ASK)
def test_a_stranger_asks_three_mails_for_an_address_and_the_page_tells_nothing(
    wereld: Wereld, path: str
) -> None:
    wereld.bring("samira")

    def answer(email: str) -> tuple[int, str]:
        client = Client()
        page = client.post(path, {"email": email}, follow=True)
        bare = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.text)
        return page.status_code, bare.replace(email, "…").replace(email.lower(), "(klein)")

    answers = [answer(f"{name}amira@voorbeeld.nl") for name in "sSsSS"]
    answers += [answer(f"{name}iemand@voorbeeld.nl") for name in "nNnNN"]
    assert answers[:5] == answers[5:]
    assert {answers[0], answers[2]} == {answers[0]}
    assert [mail.aan.lower() for mail in Mail.objects.all()] == ["samira@voorbeeld.nl"] * 3


def test_strangers_cannot_keep_a_code_from_a_known_browser(wereld: Wereld) -> None:
    wereld.bring("samira")
    known = known_browser()
    for number in range(9):
        Client(REMOTE_ADDR=f"198.51.100.{number}").post(ASK[0], {"email": SAMIRA["login"]})
    assert Mail.objects.count() == 6
    known.post(ASK[0], {"email": SAMIRA["login"]})
    assert Mail.objects.count() == 7


def test_a_code_that_was_not_mailed_is_right_for_nobody(wereld: Wereld) -> None:
    """Three guesses at each of ever new codes would be a search that its owner never sees."""
    wereld.bring("samira")

    def ask(connection: int) -> tuple[Client, str]:
        client = Client(REMOTE_ADDR=f"198.51.100.{connection}")
        client.post(ASK[0], {"email": "samira@voorbeeld.nl"})
        stage = client.session["account_login"]["state"]["stages"]["login_by_code"]
        return client, stage["data"]["code"]

    for connection in (1, 1, 1, 2, 2, 2):
        client, code = ask(connection)
    assert Mail.objects.count() == 6
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert logged_in(client)
    client, code = ask(3)
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert not logged_in(client)
    assert Mail.objects.count() == 6


def test_one_connection_asks_twenty_mails_an_hour(wereld: Wereld) -> None:
    everybody = [wereld.samira, wereld.joost, wereld.marijke, wereld.beatrix]
    everybody += [wereld.ruben, wereld.anneke, wereld.leo, wereld.fatima]
    for lid in everybody * 3:
        Client().post(ASK[1], {"email": lid.gebruiker.email})
    assert Mail.objects.count() <= 20


@pytest.mark.parametrize("path", ASK)
def test_an_address_without_an_account_gets_no_mail_but_costs_the_same_work(
    wereld: Wereld,
    path: str,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    wereld.bring("samira")
    work = []
    for email in ("samira@voorbeeld.nl", "niemand@voorbeeld.nl"):
        published: list[int] = []
        monkeypatch.setattr(
            "opbouw.lib.jobs.outbox.publish", lambda task, pk, to=published: to.append(pk)
        )
        with django_capture_on_commit_callbacks(execute=True):
            Client().post(path, {"email": email})
        work.append(len(published))
    assert work == [1, 1]
    assert [mail.aan for mail in Mail.objects.all()] == ["samira@voorbeeld.nl"]
