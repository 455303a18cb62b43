"""Codes: each works once, each try counts, and no stranger uses up the tries of their owner."""

import re
from functools import partial
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from opbouw.lib.models import Mail
from tests.keten import at_once
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from tests.wijken.toegang.factor import app_code, give_factor, prove

SAMIRA = {"login": "samira@voorbeeld.nl", "password": WACHTWOORD}
STEP = "/accounts/2fa/authenticate/"
TOO_MANY = "veel pogingen"


def before_the_step(number: int = 1) -> Client:
    """A browser somewhere that gave Samira's password."""
    client = Client(REMOTE_ADDR=f"198.51.100.{number}")
    assert client.post("/accounts/login/", SAMIRA)["Location"] == STEP
    return client


def is_in(client: Client) -> bool:
    """Whether the browser is in."""
    return "_auth_user_id" in client.session


def said(answers: list[Any], words: str) -> int:
    """How many of these pages say so."""
    return sum(words in answer.content.decode() for answer in answers)


# --- Each code works once ---
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_of_two_with_the_same_code_at_the_same_moment_one_gets_in(
    wereld: Wereld, kind: str
) -> None:
    codes = give_factor(wereld.samira.gebruiker)
    clients = [before_the_step(number) for number in range(1, 6)]
    code = app_code() if kind == "app" else codes[0]
    at_once(*(partial(client.post, STEP, {"code": code}) for client in clients))
    assert [is_in(client) for client in clients].count(True) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("typed", ["{}", " {} "])
def test_a_used_code_of_an_app_is_spent_even_when_the_cache_forgot_it(
    wereld: Wereld, typed: str
) -> None:
    give_factor(wereld.samira.gebruiker)
    first, second = before_the_step(1), before_the_step(2)
    code = app_code()
    first.post(STEP, {"code": code})
    cache.clear()
    second.post(STEP, {"code": typed.format(code)})
    cache.clear()
    assert prove(wereld.client(wereld.samira), code) == ""
    assert (is_in(first), is_in(second)) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_the_code_that_set_up_an_app_is_spent(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    code = app_code(secret)
    client.post("/accounts/2fa/totp/activate/", {"code": code})
    fresh = before_the_step()
    fresh.post(STEP, {"code": code})
    assert not is_in(fresh)


# --- Each try counts ---
@pytest.mark.django_db(transaction=True)
def test_twenty_codes_at_the_same_moment_are_twenty(wereld: Wereld) -> None:
    codes = give_factor(wereld.samira.gebruiker)
    clients = [before_the_step() for _ in range(20)]
    answers: list[Any] = at_once(
        *(partial(client.post, STEP, {"code": "000000"}) for client in clients)
    )
    assert said(answers, TOO_MANY) == 15
    # A right one is no better now, and an earlier one is not waiting somewhere.
    clients[0].post(STEP, {"code": codes[0]})
    assert not is_in(clients[0])


@pytest.mark.django_db(transaction=True)
def test_twenty_tries_of_a_mailed_code_at_the_same_moment_are_three(wereld: Wereld) -> None:
    wereld.bring("samira")
    client = wereld.anonymous
    client.post("/accounts/login/code/", {"email": "samira@voorbeeld.nl"})
    found = re.search(r"^[A-Z0-9-]{6,12}$", Mail.objects.get().tekst, re.MULTILINE)
    assert found
    cookies = client.cookies
    browsers = [Client() for _ in range(20)]
    for browser in browsers:
        browser.cookies.load(cookies)
    wrong = [
        partial(browser.post, "/accounts/login/code/confirm/", {"code": "BBBB-CCCC"})
        for browser in browsers
    ]
    at_once(*wrong)
    client.post("/accounts/login/code/confirm/", {"code": found[0]})
    assert not is_in(client)


def test_a_right_code_counts_for_nothing(wereld: Wereld) -> None:
    codes = give_factor(wereld.samira.gebruiker)
    for code in codes[:7]:
        client = before_the_step()
        client.post(STEP, {"code": code})
        assert is_in(client)


# --- And nobody is locked out ---
def test_a_stranger_who_has_the_password_does_not_use_up_the_tries_of_a_known_browser(
    wereld: Wereld,
) -> None:
    codes = give_factor(wereld.samira.gebruiker)
    known = before_the_step(200)
    known.post(STEP, {"code": codes[0]})
    known.post("/accounts/logout/")
    for number in range(1, 8):
        stranger = before_the_step(number)
        answers = [stranger.post(STEP, {"code": "000000"}) for _ in range(6)]
    assert said(answers, TOO_MANY) == 6
    known.post("/accounts/login/", SAMIRA)
    known.post(STEP, {"code": codes[1]})
    assert is_in(known)


def test_a_known_browser_may_not_guess_for_ever(wereld: Wereld) -> None:
    codes = give_factor(wereld.samira.gebruiker)
    known = before_the_step()
    known.post(STEP, {"code": codes[0]})
    known.post("/accounts/logout/")
    known.post("/accounts/login/", SAMIRA)
    answers = [known.post(STEP, {"code": "000000"}) for _ in range(11)]
    assert said(answers, TOO_MANY) == 1
