"""What every answer carries, whoever asks and whatever is there."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from tests.personas import WACHTWOORD
from tests.wereld import Wereld

PATHS = (
    "/",
    "/accounts/login/",
    "/altcha/",
    "/beheer/",
    "/controle/",
    "/gezond/",
    "/meedoen/",
    "/nergens/",
    "/static/css/basis.css",
    "/static/js/thema.js",
    "/static/nergens.css",
    "/vandaag/",
    "/volg/abc/",
)


@pytest.fixture
def production_headers(settings: Settings) -> None:
    """What the settings of production add; their own test compares the values."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True


def answer(client: Client, path: str) -> HttpResponse:
    """The answer over TLS to a page of another site that asks for ours."""
    response = client.get(path, secure=True, headers={"Origin": "https://boos.example.org"})
    response.getvalue()  # reads a file to its end, which closes it
    return response  # type: ignore[return-value]  # the client's own kind of response


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_what_it_is_and_for_whom(
    wereld: Wereld, production_headers: None, path: str
) -> None:
    for client in (wereld.anonymous, wereld.client(wereld.samira)):
        headers = answer(client, path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "max-age=31536000; includeSubDomains" in headers["Strict-Transport-Security"]
        assert headers["Referrer-Policy"] in {"same-origin", "no-referrer", "strict-origin"}
        kind = headers.get("Content-Type", "")
        if kind.startswith("text/"):
            assert kind.endswith(('charset="utf-8"', "charset=utf-8"))
        elif kind:
            assert kind == "application/json"
        # A style sheet or a font is for whoever wants it; a page of ours is for no other site.
        assert "Access-Control-Allow-Origin" not in headers or path.startswith("/static/")


@pytest.mark.parametrize("path", ["/static/", "/static/css/", "/static/js/", "/media/"])
def test_no_folder_is_listed(wereld: Wereld, path: str) -> None:
    assert wereld.anonymous.get(path).status_code == 404


ELSEWHERE = (
    "https://boos.example.org/",
    "//boos.example.org",
    "/\\boos.example.org",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("url", ELSEWHERE)
def test_logging_in_leads_to_no_other_site(wereld: Wereld, url: str) -> None:
    wereld.bring("samira")
    login = {"login": "samira@voorbeeld.nl", "password": WACHTWOORD, "next": url}
    assert wereld.anonymous.post("/accounts/login/", login).headers["Location"] == "/vandaag/"
    # Nor does a login that was there already.
    there = wereld.client(wereld.samira).get("/accounts/login/", {"next": url})
    assert there.headers["Location"] == "/vandaag/"


def test_a_field_in_the_address_is_no_field_of_the_form(wereld: Wereld) -> None:
    """A form reads its body alone; a value in the address or in a cookie is none of it."""
    client = wereld.client(wereld.samira)
    client.cookies["titel"] = "Uit een cookie"
    response = client.post("/signalen/nieuw/?titel=Uit+het+adres&tekst=Kou", {})
    assert response.status_code == 422
    assert "Uit het adres" not in response.text
    assert "Uit een cookie" not in response.text
