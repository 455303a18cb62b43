"""A passkey answers with anything that somebody can type: a sentence, never an error page."""

import copy
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from fido2.utils import websafe_encode

from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from tests.wijken.toegang.passkey import Answer, Passkey
from wijken.models import Sessie

ADD, LOGIN = "/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/login/"
AGAIN = "/accounts/2fa/webauthn/reauthenticate/"
SECOND = "/accounts/2fa/authenticate/"
SAID = "De toegangssleutel kwam niet goed aan. Probeer het nog een keer."

NO_ANSWER = [
    *("", "x", "{", "null", "true", "1", '"x"', "[]", "[1]", "{}", "NaN", "-Infinity", "\ufeff{}"),
    "9" * 9_000, "1e99999", "[" * 60_000, '{"a":' * 9_000, '{"id": ' + "9" * 5_000 + "}",
    '{"response": 1}', '{"response": []}', '{"response": {"userHandle": 1}}', '"\\ud800"',
    '{"clientExtensionResults": []}', '{"clientExtensionResults": {"credProps": 1}}',
    '{"response": {"userHandle": "' + "z" * 9_000 + '"}}',
]  # fmt: skip
VALUES: list[Any] = [
    None, 1, 10**400, "", "é", "\ud800", "A" * 9_000, [[[]]], {"a": {}}, "=" * 5,
    *(websafe_encode(data) for data in (
        b"", b"\xff" * 40, b"null", b"[" * 2_000, b'{"type": 1}', b"\x81" * 2_000,
        b"\x9b" + b"\xff" * 8, b"\x5b" + b"\xff" * 8, b"\xa1\x81\x01\x01",
        b"\x00" * 32 + b"\xff" + b"\x00" * 40, b"\x00" * 32 + b"\x45" + b"\x00" * 400,
    )),
]  # fmt: skip


@pytest.fixture
def samira(wereld: Wereld) -> Client:
    """Samira's browser, in which she logged in a moment ago."""
    cache.clear()
    client = wereld.client(wereld.samira)
    client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    return client


@pytest.fixture
def passkey(samira: Client) -> Passkey:
    """Her passkey."""
    made = Passkey()
    samira.get(ADD)
    answer = made.made(samira)
    response = samira.post(ADD, {"name": "Telefoon", "credential": json.dumps(answer)})
    assert response.status_code == 302, response.text
    return made


def damaged(answer: Answer) -> Iterator[str]:
    """The answer with one of its values replaced, for each value and each replacement."""
    for text in NO_ANSWER:
        cache.clear()  # hundreds from one address
        yield text
    places = [[name] for name in answer] + [["response", name] for name in answer["response"]]
    for place in places:
        for value in [*VALUES, KeyError]:
            one = copy.deepcopy(answer)
            at = one
            for name in place[:-1]:
                at = at[name]
            if value is KeyError:
                del at[place[-1]]
            else:
                at[place[-1]] = value
            if one != answer:
                cache.clear()
                yield json.dumps(one)


def test_a_passkey_gets_in(wereld: Wereld, passkey: Passkey) -> None:
    client = Client()
    client.get(LOGIN, headers={"x-requested-with": "XMLHttpRequest"})
    answer = passkey.used(client, user_pk_to_url_str(wereld.samira.gebruiker))
    response = client.post(LOGIN, {"credential": json.dumps(answer)})
    assert response.headers["Location"] == "/vandaag/"
    assert "_auth_user_id" in client.session


@pytest.mark.django_db
def test_a_stranger_fills_no_table_by_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question is kept in a session of its own: so many, and for an hour."""
    monkeypatch.setattr("wijken.toegang.passkey_question.PER_HOUR", 5)
    asked = [
        Client().get(LOGIN, headers={"x-requested-with": "XMLHttpRequest"}).status_code
        for _ in range(8)
    ]
    assert asked == [200] * 5 + [429] * 3
    kept = Sessie.objects.values_list("expire_date", flat=True)
    assert len(kept) == 5
    assert max(kept) <= timezone.now() + timedelta(hours=1)


def test_a_found_passkey_that_checks_nobody_gets_nobody_in(
    wereld: Wereld, passkey: Passkey
) -> None:
    """Also where this session was asked for a second step before, which is content with less."""
    owner = user_pk_to_url_str(wereld.samira.gebruiker)
    client = Client()
    client.post("/accounts/login/", {"login": "samira@voorbeeld.nl", "password": WACHTWOORD})
    client.get(SECOND)
    session = client.session
    assert session["mfa.webauthn.state"]["user_verification"] == "preferred"
    session["account_login"]["initiated_at"] -= 3_600  # that login is over, its question is not
    session.save()
    answer = passkey.used(client, owner, verified=False)
    client.post(LOGIN, {"credential": json.dumps(answer)})
    assert "_auth_user_id" not in client.session


def test_a_damaged_passkey_does_not_log_in(wereld: Wereld, passkey: Passkey) -> None:
    client = Client(raise_request_exception=False)
    client.get(LOGIN, headers={"x-requested-with": "XMLHttpRequest"})
    answer = passkey.used(client, user_pk_to_url_str(wereld.samira.gebruiker))
    session = dict(client.session)
    for text in damaged(answer):
        response = client.post(LOGIN, {"credential": text})
        if response.headers.get("Location") == "/vandaag/":
            # Only where what was replaced says nothing about the key.
            assert json.loads(text)["response"] == answer["response"]
            client.logout()
            client.get(LOGIN, headers={"x-requested-with": "XMLHttpRequest"})
            at = client.session
            at.update(session)
            at.save()
            continue
        assert response.status_code == 302, text[:200]
        assert response.headers["Location"] == "/accounts/login/"
        assert "_auth_user_id" not in client.session
    client.post(LOGIN, {"credential": "{"})
    assert SAID in client.get("/accounts/login/").text


def test_a_damaged_passkey_is_not_kept(wereld: Wereld, samira: Client) -> None:
    samira.raise_request_exception = False
    samira.get(ADD)
    answer = Passkey().made(samira)
    for text in damaged(answer):
        before = samira.session["mfa.webauthn.state"]
        response = samira.post(ADD, {"name": "Telefoon", "credential": text})
        assert response.status_code < 500, text[:200]
        if response.status_code == 302:
            Authenticator.objects.all().delete()
        # The page drawn again asks something else; the answer belongs to what was asked first.
        session = samira.session
        session["mfa.webauthn.state"] = before
        session.save()
    assert SAID in samira.post(ADD, {"name": "Telefoon", "credential": "{"}).text
    assert SAID in samira.post(ADD, {"name": "Telefoon"}).text
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(("letters", "status"), [(100, 302), (101, 200)])
def test_the_name_of_a_passkey_has_an_end(samira: Client, letters: int, status: int) -> None:
    samira.get(ADD)
    answer = json.dumps(Passkey().made(samira))
    response = samira.post(ADD, {"name": "x" * letters, "credential": answer})
    assert (response.status_code, Authenticator.objects.exists()) == (status, status == 302)


@pytest.mark.parametrize(("letters", "status"), [(100, 302), (101, 200)])
def test_another_name_of_a_passkey_has_the_same_end(
    samira: Client, passkey: Passkey, letters: int, status: int
) -> None:
    kept = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    response = samira.post(f"/accounts/2fa/webauthn/keys/{kept.pk}/edit/", {"name": "x" * letters})
    assert response.status_code == status


def test_a_damaged_passkey_is_no_second_step(wereld: Wereld, passkey: Passkey) -> None:
    client = Client(raise_request_exception=False)
    client.post("/accounts/login/", {"login": "samira@voorbeeld.nl", "password": WACHTWOORD})
    for text in NO_ANSWER:
        cache.clear()
        response = client.post(SECOND, {"credential": text})
        assert response.status_code == 200, text[:200]
        assert "_auth_user_id" not in client.session
    assert SAID in client.post(SECOND, {"credential": "{"}).text


def test_a_damaged_passkey_proves_nothing_once_more(samira: Client, passkey: Passkey) -> None:
    samira.raise_request_exception = False
    for text in NO_ANSWER:
        cache.clear()
        assert samira.post(AGAIN, {"credential": text}).status_code < 500, text[:200]


@pytest.mark.parametrize("header", ["origin", "referer", "hx-current-url", "hx-request"])
@pytest.mark.parametrize(
    "value", ["http://[", "http://[::1", "//[", "null", "http://a]b", "[", "\xe9"]
)
@pytest.mark.parametrize(
    "path",
    [
        *("/meedoen/de-brink/", "/accounts/login/", "/accounts/logout/", "/contacten/nieuw/"),
        *("/volg/x/", "/nergens/", "/beheer/", "/", "/controle/", LOGIN, "/uitnodiging/x/"),
    ],
)
def test_a_header_that_cannot_be_read_is_no_error(
    wereld: Wereld, path: str, value: str, header: str
) -> None:
    wereld.bring("de_brink")
    htmx = {"hx-request": "true"} if header == "hx-current-url" else {}
    for client in (
        Client(enforce_csrf_checks=True, raise_request_exception=False),
        Client(raise_request_exception=False),
    ):
        sent: dict[str, Any] = {"headers": {header: value, **htmx}, "secure": header == "referer"}
        assert client.post(path, {"tekst": "x"}, **sent).status_code < 500
