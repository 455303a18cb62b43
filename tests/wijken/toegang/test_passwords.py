"""Which passwords are refused, and that every page says so in Dutch and beforehand."""

import re
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.html import strip_tags

from opbouw.lib.models import Mail
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from wijken.actions.uitnodiging import invite
from wijken.models import Gebruiker, Rol
from wijken.toegang.passwords import PASSWORD_RULE

CHANGE = "/accounts/password/change/"
GOOD = "soep met veertig balletjes"
SHORT = "Dit wachtwoord is te kort. Neem minstens twaalf tekens."
EASY = "Dit wachtwoord is makkelijk te raden"


def sent(client: Client, path: str, password: str, **other: str) -> str:
    """Send a new password and return the words of the page."""
    form = {"password1": password, "password2": password, "wachtwoord": password, **other}
    return strip_tags(client.post(path, form).text)


def invited(wereld: Wereld) -> str:
    """Return the link of an invitation for Nora, by De Brink."""
    invite(
        by=wereld.marijke,
        naam="Nora",
        email="nora@voorbeeld.nl",
        rol=Rol.OPBOUWWERKER,
        gebieden=[],
    )
    found = re.search(r"/uitnodiging/[\w-]+/", Mail.objects.latest("pk").tekst)
    assert found
    return found.group()


def reset(client: Client, email: str) -> str:
    """Ask for a new password and return the page where it is chosen."""
    client.post("/accounts/password/reset/", {"email": email})
    found = re.search(r"/accounts/password/reset/key/\S+", Mail.objects.latest("pk").tekst)
    assert found
    return str(client.get(found.group(), follow=True).redirect_chain[-1][0])


def pages(wereld: Wereld) -> list[tuple[Client, str, dict[str, str]]]:
    """Every page where somebody chooses a password, with what else its form asks."""
    wereld.bring("samira", "joost")
    member = wereld.client(wereld.samira)
    fresh = Client()
    return [
        (member, CHANGE, {"oldpassword": WACHTWOORD}),
        (fresh, reset(fresh, "joost@voorbeeld.nl"), {}),
        (Client(), invited(wereld), {"naam": "Nora", "manier": "wachtwoord"}),
    ]


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("kort", SHORT),
        ("welkom123456", EASY),
        ("gemeente2026", EASY),
        ("opbouw-demo-2026", EASY),
        ("Welzijn De Brink 2026", EASY),
        ("Zonderwater-2026", EASY),
        ("Klaverveld01!", EASY),
        ("een zin " * 17, "Dit wachtwoord is te lang. Neem hoogstens 128 tekens."),
    ],
)
def test_every_page_refuses_it_in_dutch(wereld: Wereld, password: str, said: str) -> None:
    for client, path, other in pages(wereld):
        words = sent(client, path, password, **other)
        assert said in words, path
        assert re.findall(r"\b(?:password|too short|characters|must contain)\b", words) == []
    assert not Gebruiker.objects.filter(email="nora@voorbeeld.nl").exists()
    assert Gebruiker.objects.get(email="samira@voorbeeld.nl").check_password(WACHTWOORD)


def test_every_page_tells_the_rule_beforehand_and_takes_a_sentence(wereld: Wereld) -> None:
    for client, path, other in pages(wereld):
        assert str(PASSWORD_RULE) in client.get(path).text, path
        sent(client, path, GOOD, **other)
    for email in ("samira@voorbeeld.nl", "joost@voorbeeld.nl", "nora@voorbeeld.nl"):
        assert Gebruiker.objects.get(email=email).check_password(GOOD)


@pytest.mark.parametrize("password", ["Samira Bennani 1987", "samira@voorbeeld.nl"])
def test_ones_own_name_and_address_are_refused(wereld: Wereld, password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, wereld.samira.gebruiker)


def test_sixty_four_characters_of_any_kind_and_more_are_fine(wereld: Wereld) -> None:
    for password in ("sjoemel kwispel " * 8, "ünïcödé 🌷 مفتاح البيت القديم", "x7Kp2mQ9vL4z"):
        validate_password(password, wereld.samira.gebruiker)


def test_a_password_without_end_is_not_hashed_at_login(
    wereld: Wereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    wereld.bring("samira")
    lengths: list[int] = []

    def check(_self: Any, password: str) -> bool:
        lengths.append(len(password))
        return False

    monkeypatch.setattr(Gebruiker, "check_password", check)
    Client().post("/accounts/login/", {"login": "samira@voorbeeld.nl", "password": "x" * 5_000})
    assert lengths == [129]
