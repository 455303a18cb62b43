"""An outside login: what it sends, what it believes, and that the second step stays."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
    callback,
    login,
)
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from tests.production import production
from tests.wereld import Wereld
from tests.wijken.toegang.factor import give_factor

Make = Callable[..., HttpRequest]

SERVER = "https://login.example.org"
ENVIRONMENT = (
    ("OIDC_SERVER_URL", SERVER),
    ("OIDC_CLIENT_ID", "opbouw"),
    ("OIDC_CLIENT_SECRET", "geheim"),
)
CONFIG = {
    "issuer": SERVER,
    "authorization_endpoint": f"{SERVER}/auth",
    "token_endpoint": f"{SERVER}/token",
    "userinfo_endpoint": f"{SERVER}/userinfo",
    "jwks_uri": f"{SERVER}/keys",
}


@pytest.fixture(autouse=True)
def provider(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider that is set up as production does it, and what it says of itself."""
    settings.SOCIALACCOUNT_PROVIDERS = production(ENVIRONMENT)["SOCIALACCOUNT_PROVIDERS"]
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", CONFIG)


@pytest.fixture
def request_of(rf: RequestFactory) -> Make:
    """Makes requests of one browser, with a session, and lets allauth know of the last one."""
    session: list[Any] = []

    def make(method: str, path: str, **data: str) -> HttpRequest:
        request: HttpRequest = getattr(rf, method)(path, data)
        SessionMiddleware(lambda _request: HttpResponse()).process_request(request)
        MessageMiddleware(lambda _request: HttpResponse()).process_request(request)
        session.append(request.session)
        request.session = session[0]
        request.user = AnonymousUser()
        return request

    return make


def sent_by_login(request: HttpRequest) -> dict[str, str]:
    """What the browser is sent on with to the provider."""
    with request_context(request):
        answer = login(request, "organisatie")
    assert answer.headers["Location"].startswith(f"{SERVER}/auth?")
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def test_an_outside_login_begins_with_state_and_pkce(wereld: Wereld, request_of: Make) -> None:
    first = sent_by_login(request_of("post", "/accounts/oidc/organisatie/login/"))
    second = sent_by_login(request_of("post", "/accounts/oidc/organisatie/login/"))
    for sent in (first, second):
        assert sent["response_type"] == "code"
        assert sent["code_challenge_method"] == "S256"
        assert len(sent["code_challenge"]) == 43
        assert set(sent["scope"].split()) == {"openid", "profile", "email"}
    assert first["state"] != second["state"]
    assert first["code_challenge"] != second["code_challenge"]
    # A link alone starts nothing: the person presses a button first.
    request = request_of("get", "/accounts/oidc/organisatie/login/")
    with request_context(request):
        assert login(request, "organisatie").status_code == 200


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(
    wereld: Wereld, request_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("the code was used")

    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "get_access_token_data", never)
    sent_by_login(request_of("post", "/accounts/oidc/organisatie/login/"))
    for state in ("", "van-een-ander"):
        request = request_of(
            "get", "/accounts/oidc/organisatie/login/callback/", code="x", state=state
        )
        with request_context(request):
            answer = callback(request, "organisatie")
        assert "_auth_user_id" not in request.session
        assert answer.status_code in {200, 302, 401, 403}


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "een-ander"},
        {"iss": "https://boos.example.org"},
        {"exp": 1},
    ],
    ids=["client", "issuer", "expired"],
)
def test_an_id_token_for_another_client_is_refused(
    wereld: Wereld, request_of: Make, changed: dict[str, Any]
) -> None:
    right = {"aud": "opbouw", "iss": SERVER, "exp": int(time.time()) + 60, "sub": "7"}
    key = "een sleutel van de andere kant, lang genoeg om te ondertekenen"
    request = request_of("get", "/")
    with request_context(request):
        adapter = OpenIDConnectOAuth2Adapter(request, "organisatie")
        adapter.did_fetch_access_token = True
        app = adapter.get_provider().app
        token = jwt.encode(right, key, algorithm="HS256")
        assert adapter._decode_id_token(app, token)["sub"] == "7"
        with pytest.raises(OAuth2Error):
            adapter._decode_id_token(app, jwt.encode({**right, **changed}, key, algorithm="HS256"))


def outside(request: HttpRequest, **told: Any) -> SocialLogin:
    """What comes back from the provider about Samira."""
    found = get_adapter(request).get_provider(request, provider="organisatie")
    return SocialLogin(
        account=SocialAccount(
            provider="organisatie",
            uid="7",
            extra_data={
                "id_token": {"iss": SERVER, "sub": "7"},
                "userinfo": {"sub": "7"},
                **told,
            },
        ),
        email_addresses=[EmailAddress(email="samira@voorbeeld.nl", verified=True)],
        provider=found,
    )


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ({}, False),
        ({"id_token": {"iss": f"{SERVER}/", "sub": "7"}}, False),
        ({"id_token": {"iss": "https://boos.example.org", "sub": "7"}}, True),
        ({"id_token": {"sub": "7"}}, True),
        ({"id_token": {}}, True),
        ({"userinfo": {"sub": "8"}}, True),
        ({"userinfo": {}}, True),
    ],
)
def test_only_the_provider_that_was_set_up_is_believed(
    wereld: Wereld, request_of: Make, told: dict[str, Any], refused: bool
) -> None:
    wereld.bring("samira")
    request = request_of("get", "/")
    with request_context(request):
        found = outside(request, **told)
        if refused:
            with pytest.raises(OAuth2Error):
                complete_login(request, found)
        else:
            assert complete_login(request, found).headers["Location"] == "/vandaag/"
    assert ("_auth_user_id" in request.session) is not refused


def test_an_outside_login_asks_the_second_step_too(wereld: Wereld, request_of: Make) -> None:
    give_factor(wereld.samira.gebruiker)
    request = request_of("get", "/")
    with request_context(request):
        answer = complete_login(request, outside(request))
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in request.session


def test_the_provider_refers_us_to_nobody() -> None:
    session = get_adapter().get_requests_session()
    moved = requests.Response()
    moved.status_code = 302
    moved.headers["Location"] = "http://169.254.169.254/"
    moved.url = f"{SERVER}/.well-known/openid-configuration"
    moved.raw = None
    asked = requests.Request("GET", moved.url).prepare()
    with pytest.raises(requests.TooManyRedirects):
        next(session.resolve_redirects(moved, asked))
