"""Typing a password: what is taken, what is asked, and what the browser may help with."""

import re
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.test import Client

from opbouw.lib.models import Mail
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from wijken.models import Gebruiker

CHANGE = "/accounts/password/change/"


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    """Count from zero."""
    cache.clear()


def change(client: Client, old: str, new: str) -> int:
    """Fill in the form for another password; returns the status."""
    form = {"oldpassword": old, "password1": new, "password2": new}
    return client.post(CHANGE, form).status_code


def fits(password: str) -> bool:
    """Whether this is Samira's password now."""
    return Gebruiker.objects.get(email="samira@voorbeeld.nl").check_password(password)


def test_a_password_is_changed_by_who_knows_it(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    new = "dinsdag koken we samen soep"
    change(client, "niet het goede woord", new)
    change(client, "", new)
    assert fits(WACHTWOORD)
    change(client, WACHTWOORD, new)
    assert fits(new)


@pytest.mark.parametrize(
    "password",
    [
        "alleen kleine letters en spaties",
        "  spaties aan het begin en het eind  ",
        "ÉÉN ßtraat, هنا, 日本 en 🙂🙂🙂",
        "<b>koken' OR dansen; --\\ %s {0}</b>",
        "samen soep koken op dinsdag in de tuin " * 3 + "vier",
    ],
    ids=["letters", "spaces", "other scripts", "signs", "long"],
)
def test_a_password_is_taken_as_it_is_typed(wereld: Wereld, password: str) -> None:
    change(wereld.client(wereld.samira), WACHTWOORD, password)
    assert fits(password)
    # Neither cut off, nor trimmed, nor in other capitals.
    assert not fits(password.strip() if password != password.strip() else password[:-1])
    assert not fits(password.swapcase())
    login = {"login": "samira@voorbeeld.nl", "password": password}
    response = Client().post("/accounts/login/", login)
    assert response.status_code == 302


class Inputs(HTMLParser):
    """The input fields of a page that hold a password, and what they may be filled with."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.kinds: dict[str, tuple[str, str]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the type and the autocomplete of a field of a password."""
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and re.search(r"password|wachtwoord", given.get("name", "")):
            self.kinds[given["name"]] = (given["type"], given.get("autocomplete", ""))
            assert not {"onpaste", "oncopy", "readonly"} & set(given)


def test_every_field_of_a_password_knows_what_it_is(wereld: Wereld) -> None:
    """So that it is hidden, and a password manager can fill it in and make a new one."""
    old, new = ("password", "current-password"), ("password", "new-password")
    client = wereld.client(wereld.samira)
    assert Inputs(wereld.anonymous.get("/accounts/login/").text).kinds == {"password": old}
    assert Inputs(client.get(CHANGE).text).kinds == {
        "oldpassword": old,
        "password1": new,
        "password2": new,
    }
    wereld.anonymous.post("/accounts/password/reset/", {"email": "samira@voorbeeld.nl"})
    link = re.search(r"/accounts/password/reset/key/\S+", Mail.objects.get().tekst)
    assert link
    reset = wereld.anonymous.get(link.group(), follow=True).text
    assert Inputs(reset).kinds == {"password1": new, "password2": new}
