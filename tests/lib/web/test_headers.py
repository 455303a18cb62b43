"""Every answer has its headers: a page, a file, a refusal, an error; and a form is not kept."""

from collections.abc import Iterable
from typing import Any

import pytest
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from pytest_django.fixtures import Settings

from opbouw.lib.web.headers import PERMISSIONS
from opbouw.urls import urlpatterns as ours
from opbouw.views.demo import fout
from opbouw.wsgi import application
from tests.wereld import Wereld

EVERYWHERE = {
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def broken(request: HttpRequest) -> HttpResponse:
    """A page with a mistake of ours in it."""
    raise RuntimeError("A mistake.")


urlpatterns = [*ours, path("kapot/", broken)]


def answer(method: str, address: str, **environ: Any) -> tuple[int, dict[str, str]]:
    """Status and headers as gunicorn would get them."""
    got: list[tuple[int, dict[str, str]]] = []

    def start_response(line: str, headers: Iterable[tuple[str, str]]) -> None:
        got.append((int(line[:3]), dict(headers)))

    request = RequestFactory().generic(method, address)
    request.environ.update(environ)
    # The type of WSGI asks more of `start_response` than any server gives.
    body = application(request.environ, start_response)  # type: ignore[arg-type]
    b"".join(body)
    body.close()  # type: ignore[attr-defined]  # a response of Django has it
    return got[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "address", "environ", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/static/css/thema.css", {}, 200),
        ("GET", "/static/js/thema.js", {}, 200),
        ("GET", "/static/nergens.css", {}, 404),
        ("GET", "/nergens/", {}, 404),
        ("GET", "/meedoen", {}, 301),
        ("GET", "/vandaag/", {}, 302),
        ("GET", "/?a=%00", {}, 400),
        ("GET", "/", {"HTTP_HOST": "elders.example"}, 400),
        ("GET", "/meedoen", {"HTTP_HOST": "a b"}, 400),
        ("POST", "/meedoen/", {}, 403),
        ("PUT", "/", {}, 405),
        ("POST", "/", {"CONTENT_LENGTH": "99999999"}, 413),
        ("GET", "/kapot/", {}, 500),
        ("GET", "/gezond/", {}, 200),
    ],
)
def test_every_answer_has_its_headers(
    method: str, address: str, environ: dict[str, str], status: int, settings: Settings
) -> None:
    settings.ROOT_URLCONF = __name__
    found, headers = answer(method, address, **environ)
    assert found == status
    assert EVERYWHERE.items() <= headers.items()
    policy = headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy)
    assert any(part.startswith("form-action ") for part in policy)
    assert "Server" not in headers


@pytest.mark.parametrize("address", ["/meedoen/de-brink/", "/accounts/login/", "/controle/", "/"])
def test_what_was_typed_in_a_public_form_stays_in_no_cache(wereld: Wereld, address: str) -> None:
    wereld.bring("de_brink")
    for client in (wereld.anonymous, Client(enforce_csrf_checks=True)):
        response = client.post(address, {"titel": "Samen eten"})
        assert "no-store" in response.headers["Cache-Control"]
        assert "private" in response.headers["Cache-Control"]


def test_no_cookie_of_ours_goes_without_its_prefix() -> None:
    """Every name is made from the prefix, so that one setting is enough."""
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME)
    assert {name.removeprefix(settings.COOKIE_PREFIX) for name in names} == {
        "sessionid",
        "csrftoken",
        "django_language",
    }


def test_the_page_with_a_traceback_sends_nothing_anywhere(rf: RequestFactory) -> None:
    """It holds whatever somebody typed, and styles of its own."""
    request = rf.get("/kapot/")
    try:
        broken(request)
    except RuntimeError:
        made = fout(request)
    response = CSPMiddleware(lambda _request: made)(request)
    assert isinstance(response, HttpResponse)
    policy = response.headers["Content-Security-Policy"]
    assert {"form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(
        policy.split("; ")
    )


@override_settings(COOKIE_PREFIX="__Host-")
def test_the_theme_is_read_under_the_prefix(wereld: Wereld) -> None:
    client = wereld.anonymous
    client.cookies["thema"] = "donker"
    assert 'data-thema="donker"' not in client.get("/").text
    client.cookies["__Host-thema"] = "donker"
    assert 'data-thema="donker"' in client.get("/").text
