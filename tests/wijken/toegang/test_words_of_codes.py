"""What is said around a code: in plain Dutch, with what to do now, and nothing that cannot work."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from tests.wijken.toegang.factor import app_code, give_factor
from tests.wijken.toegang.passkey import Passkey

SAMIRA = {"login": "samira@voorbeeld.nl", "password": WACHTWOORD}
STEP = "/accounts/2fa/authenticate/"
ANEW = "Wacht op de volgende code in je app."
HEADING = "Dat lukte nog niet. Kijk hier even naar:"


def test_setting_up_an_app_speaks_dutch(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    assert "Code uit je app" in client.get("/accounts/2fa/totp/activate/").text
    page = client.post("/accounts/2fa/totp/activate/", {"code": "000000"}).text
    assert "Authenticator" not in page
    assert [words in page for words in (ANEW, HEADING, 'inputmode="numeric"')] == [True] * 3


@pytest.mark.parametrize("code", ["000000", "again"])
def test_a_code_that_is_wrong_or_used_says_what_to_do(wereld: Wereld, code: str) -> None:
    give_factor(wereld.samira.gebruiker)
    right = app_code()
    for _time in range(2):
        browser = Client()
        browser.post("/accounts/login/", SAMIRA)
        page = browser.post(STEP, {"code": right if code == "again" else code})
    assert [words in page.text for words in (ANEW, HEADING)] == [True, True]


@pytest.mark.parametrize("has_one", [True, False])
def test_a_passkey_is_offered_to_who_has_one(wereld: Wereld, has_one: bool) -> None:
    client = wereld.client(wereld.samira)
    client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    add = "/accounts/2fa/webauthn/add/"
    client.get(add)
    answer = Passkey().made(client)
    client.post(add, {"name": "Telefoon", "credential": json.dumps(answer)})
    if not has_one:
        Authenticator.objects.all().delete()
        give_factor(wereld.samira.gebruiker)
    browser = Client()
    browser.post("/accounts/login/", SAMIRA)
    page = browser.get(STEP).text
    assert ("Gebruik een toegangssleutel" in page) is has_one


def test_a_passkey_is_made_and_named_in_dutch(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    page = client.get("/accounts/2fa/webauthn/add/").text
    for words in ("Naam van dit toestel", "Ook inloggen zonder wachtwoord", "vinger, je gezicht"):
        assert words in page
    assert ["Name<" in page, "biometrische" in page] == [False, False]


def test_a_wrong_password_says_what_to_do(wereld: Wereld) -> None:
    wereld.bring("samira")
    page = Client().post("/accounts/login/", {**SAMIRA, "password": "iets anders"}).text
    assert "log in met een code in je mail" in page
