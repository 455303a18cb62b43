"""A session begins by an act, has a token of its own, and is over when it has ended."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from opbouw.lib.models import Mail
from tests.access_table import GET, PERSONAS
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from tests.wijken.toegang.factor import give_factor

SAMIRA = {"login": "samira@voorbeeld.nl", "password": WACHTWOORD}
RESET = re.compile(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)")


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    """Count from zero."""
    cache.clear()


def session_of(client: Client) -> str:
    """The token in the session cookie, whatever that cookie is called."""
    names = [name for name in client.cookies if name.endswith("sessionid")]
    return client.cookies[names[0]].value if names else ""


def logged_in(client: Client) -> bool:
    """Whether the browser is in."""
    return "_auth_user_id" in client.session


def test_logging_in_gives_a_new_session(wereld: Wereld) -> None:
    wereld.bring("samira")
    client = wereld.anonymous
    # A session that was there before, perhaps put there by somebody else.
    session = client.session
    session["x"] = 1
    session.save()
    before = session_of(client)
    assert session.exists(before)
    client.post("/accounts/login/", SAMIRA)
    assert logged_in(client)
    assert session_of(client) != before
    # What somebody had before is worth nothing.
    assert not session.exists(before)


def test_logging_out_ends_the_session_on_the_server(wereld: Wereld) -> None:
    wereld.bring("samira")
    client = wereld.anonymous
    client.post("/accounts/login/", SAMIRA)
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    client.post("/accounts/logout/")
    thief = Client()
    for name, value in kept.items():
        thief.cookies[name] = value
    assert thief.get("/vandaag/").headers["Location"].startswith("/accounts/login/")


def test_a_closed_account_is_out_at_once(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    assert client.get("/vandaag/").status_code == 200
    wereld.samira.gebruiker.is_active = False
    wereld.samira.gebruiker.save()
    assert client.get("/vandaag/").headers["Location"].startswith("/accounts/login/")
    again = Client()
    again.post("/accounts/login/", SAMIRA)
    assert not logged_in(again)


def test_a_code_works_in_the_browser_that_asked_for_it(wereld: Wereld) -> None:
    wereld.bring("samira")
    wereld.anonymous.post("/accounts/login/code/", {"email": "samira@voorbeeld.nl"})
    code = re.search(r"^[A-Z0-9-]{6,12}$", Mail.objects.get().tekst, re.MULTILINE)
    assert code
    other = Client()
    other.post("/accounts/login/code/confirm/", {"code": code.group()})
    assert not logged_in(other)
    # Nor does it fit what another browser asked for.
    other.post("/accounts/login/code/", {"email": "samira@voorbeeld.nl"})
    other.post("/accounts/login/code/confirm/", {"code": code.group()})
    assert not logged_in(other)
    wereld.anonymous.post("/accounts/login/code/confirm/", {"code": code.group()})
    assert logged_in(wereld.anonymous)


def test_a_new_password_does_not_go_round_the_second_step(wereld: Wereld) -> None:
    give_factor(wereld.samira.gebruiker)
    client = wereld.anonymous
    client.post("/accounts/password/reset/", {"email": "samira@voorbeeld.nl"})
    link = RESET.search(Mail.objects.get().tekst)
    assert link
    path = client.get(link[1], follow=True).redirect_chain[-1][0]
    new = "een heel nieuwe zin over de buurt"
    client.post(path, {"password1": new, "password2": new})
    assert not logged_in(client)
    onward = client.post("/accounts/login/", {**SAMIRA, "password": new})
    assert onward.headers["Location"] == "/accounts/2fa/authenticate/"
    assert not logged_in(client)


def test_a_link_alone_logs_nobody_in(wereld: Wereld, settings: Settings) -> None:
    wereld.bring("samira")
    asked = {"email": "samira@voorbeeld.nl"}
    wereld.anonymous.post("/accounts/password/reset/", asked)
    link = RESET.search(Mail.objects.get().tekst)
    assert link
    for path in (link[1], "/accounts/login/code/", "/accounts/2fa/webauthn/login/"):
        client = Client()
        client.get(path, follow=True)
        assert not logged_in(client), path
    assert not getattr(settings, "SOCIALACCOUNT_LOGIN_ON_GET", False)


@pytest.mark.parametrize("persona", PERSONAS[1:])
def test_every_page_of_a_member_has_the_way_out(wereld: Wereld, persona: str) -> None:
    client = wereld.client(wereld.lid(persona))
    column = PERSONAS.index(persona)
    # Those without an argument: the frame of the others is the same.
    for name in ("vandaag", "meer", "team", "gebieden", "contacten", "ontvangen"):
        if GET[name][column] == 200:
            assert 'action="/accounts/logout/"' in client.get(f"/{name}/").text, name
