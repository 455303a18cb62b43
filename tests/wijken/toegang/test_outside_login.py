"""An outside login: what it sends, what it believes, and that the second step stays."""

import json
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
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter, login
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from jwt.algorithms import ECAlgorithm
from pytest_django.fixtures import Settings

from tests.production import production
from tests.wereld import Wereld
from tests.wijken.toegang.factor import give_factor
from wijken.toegang import outside as outside_view
from wijken.toegang.account_urls import closed_accounts
from wijken.toegang.outside import SignedLogin

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
def provider(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
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
            answer = outside_view.callback(request, "organisatie")
        assert "_auth_user_id" not in request.session
        assert answer.status_code in {200, 302, 401, 403}


@pytest.fixture
def signing_key(monkeypatch: pytest.MonkeyPatch) -> ec.EllipticCurvePrivateKey:
    """The provider's own key, of which it publishes the other half."""
    key = ec.generate_private_key(ec.SECP256R1())
    public = json.loads(ECAlgorithm.to_jwk(key.public_key()))
    published = {"keys": [{**public, "kid": "1", "alg": "ES256", "use": "sig"}]}

    def answer(_session: object, url: str, **_kwargs: object) -> requests.Response:
        assert url == CONFIG["jwks_uri"]
        found = requests.Response()
        found.status_code = 200
        found._content = json.dumps(published).encode()
        return found

    monkeypatch.setattr(requests.Session, "get", answer)
    return key


def claims(**changed: object) -> dict[str, Any]:
    """What the provider says of somebody who has just logged in, for us."""
    now = int(time.time())
    return {"aud": "opbouw", "iss": SERVER, "iat": now, "exp": now + 60, "sub": "7", **changed}


def believed(request: HttpRequest, id_token: str) -> dict[str, Any]:
    """What we make of an ID token that came straight from the provider."""
    with request_context(request):
        adapter = SignedLogin(request, "organisatie")
        adapter.did_fetch_access_token = True
        return adapter._decode_id_token(adapter.get_provider().app, id_token)


@pytest.mark.parametrize(
    "changed",
    [{"aud": "een-ander"}, {"iss": "https://boos.example.org"}, {"exp": 1}],
    ids=["client", "issuer", "expired"],
)
def test_an_id_token_for_another_client_is_refused(
    request_of: Make, signing_key: ec.EllipticCurvePrivateKey, changed: dict[str, Any]
) -> None:
    def token(**more: object) -> str:
        return jwt.encode(claims(**more), signing_key, "ES256", headers={"kid": "1"})

    request = request_of("get", "/")
    assert believed(request, token())["sub"] == "7"
    with pytest.raises(OAuth2Error):
        believed(request, token(**changed))


def test_an_id_token_that_the_provider_did_not_sign_is_refused(
    request_of: Make, signing_key: ec.EllipticCurvePrivateKey
) -> None:
    request, other = request_of("get", "/"), ec.generate_private_key(ec.SECP256R1())
    right = jwt.encode(claims(), signing_key, "ES256", headers={"kid": "1"})
    head, body, signature = right.split(".")
    forged = [
        "",
        "x",
        "a.b.c",
        f"{head}.{body}.",
        f"{head}.{body[:-2]}AA.{signature}",
        jwt.encode(claims(), other, "ES256", headers={"kid": "1"}),
        jwt.encode(claims(), signing_key, "ES256", headers={"kid": "2"}),
        jwt.encode(claims(), signing_key, "ES256"),
        jwt.encode(claims(), "a key that everybody knows, " * 2, "HS256", headers={"kid": "1"}),
        jwt.encode(claims(), "", "none", headers={"kid": "1"}),
    ]
    for token in forged:
        with pytest.raises(OAuth2Error):
            believed(request, token)
    assert believed(request, right)["sub"] == "7"


def test_where_an_outside_login_is_set_up_it_comes_back_to_our_view() -> None:
    routes = {str(route.pattern): route for route in closed_accounts()}
    ours = routes["oidc/<str:provider_id>/login/callback/"]
    assert ours.callback is outside_view.callback
    assert ours.name == "openid_connect_callback"
    # Before allauth's own, and with the same address.
    theirs = reverse(ours.name, "allauth.socialaccount.providers.openid_connect.urls", ["x"])
    assert theirs == "/oidc/x/login/callback/"


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
