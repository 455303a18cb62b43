"""Requests that no browser sends get a page that says so, whatever they hold."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from opbouw.lib.models import RateCounter
from opbouw.lib.web.bodies import FILE_BODY, FORM, LONG_FORM, UPLOAD_BODY
from opbouw.lib.web.unreadable import readable
from opbouw.wsgi import application
from tests.wereld import Wereld

NOT_READ = "Dit konden we niet lezen"


def served(request: Any) -> tuple[str, str]:
    """Status and page as gunicorn would get them."""
    status: list[str] = []

    def start_response(line: str, _headers: Iterable[tuple[str, str]]) -> None:
        status.append(line[:3])

    # The type of WSGI asks more of `start_response` than any server gives.
    page = b"".join(application(request.environ, start_response))  # type: ignore[arg-type]
    return status[0], page.decode()


class Untouchable:
    """A body that may not be read."""

    def read(self, *_: object) -> bytes:
        """Fail."""
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cookie", [r'"abcdefgh\000ijklmnop"', "É" * 8, "ABC", "a b", "", "a" * 5000]
)
def test_a_session_cookie_that_is_not_ours_is_no_session(cookie: str) -> None:
    request = RequestFactory().get("/", headers={"cookie": f"sessionid={cookie}"})
    assert served(request)[0] == "200"


def test_what_makes_a_cookie_slow_to_read_is_left_out() -> None:
    # Python's reader looks through all that is left for each of these: a header is enough to keep
    # a thread busy for minutes.
    request = RequestFactory().get("/", headers={"cookie": r'a="\101\"\"b"; c=d'})
    answer = readable(lambda read: HttpResponse(repr(read.COOKIES)))(request)
    assert answer.text == repr({"a": '_101_"_"b', "c": "d"})  # type: ignore[attr-defined]


def test_a_real_session_still_counts(wereld: Wereld) -> None:
    assert wereld.client(wereld.samira).get("/vandaag/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content_type",
    [
        *(
            f"text/plain; charset={name}"
            for name in ("hex", "rot13", "idna", "punycode", "base64", "undefined", "latin-1", "x")
        ),
        "text/plain; charset = hex",
        "text/plain; charset=utf-8; charset=hex",
        "text/plain; charset*=nonsense''a",
        "text/plain; a*=idna''%ff",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_character_set_is_refused_with_a_page(method: str, content_type: str) -> None:
    request = RequestFactory().generic(method, "/?a=1", b"a=1")
    request.environ["CONTENT_TYPE"] = content_type
    status, page = served(request)
    assert status == "400"
    assert NOT_READ in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "text/plain; charset=UTF-8", 'text/plain; charset="utf8"; a=b'],
)
def test_what_browsers_send_is_read(content_type: str) -> None:
    request = RequestFactory().get("/?a=1")
    request.environ["CONTENT_TYPE"] = content_type
    assert served(request)[0] == "200"


def test_a_nul_in_an_address_is_refused(wereld: Wereld) -> None:
    response = wereld.anonymous.get("/meedoen/?zoek=a%00b")
    assert response.status_code == 400
    assert NOT_READ in response.text


@pytest.mark.parametrize("url", ["http://[", "http://[::1", "//["])
def test_a_way_back_that_cannot_be_read_is_none(wereld: Wereld, url: str) -> None:
    assert wereld.anonymous.get("/accounts/login/", {"next": url}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"])
@pytest.mark.parametrize("path", ["/", "/controle/", "/accounts/login/", "/volg/abc/", "/nergens/"])
def test_other_methods_get_a_page(method: str, path: str) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, path)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"
    assert "Zo werkt deze pagina niet" in response.text
    assert "default-src" in response.headers["Content-Security-Policy"]


def test_an_address_of_a_button_explains_itself(wereld: Wereld) -> None:
    response = wereld.client(wereld.samira).get("/lid/wisselen/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert "Zo werkt deze pagina niet" in response.text


@pytest.mark.parametrize("path", ["/", "/meedoen/", "/meedoen/de-brink/", "/altcha/", "/controle/"])
def test_a_head_of_a_public_page_is_answered(wereld: Wereld, path: str) -> None:
    wereld.bring("de_brink")
    response = wereld.anonymous.head(path)
    assert response.status_code == 200
    assert response.content == b""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content_type",
    ["multipart/form-data; boundary=x", "text/plain", "application/x-www-form-urlencoded"],
)
@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/controle/", FILE_BODY),
        ("/notities/1/wijzig/", LONG_FORM),
        ("/meedoen/de-brink/", FORM),
        ("/volg/abc/", FORM),
        ("/accounts/login/", FORM),
        ("/accounts/2fa/webauthn/login/", FORM),
        ("/contacten/nieuw/", FORM),
        ("/beheer/", FORM),
        ("/beheer/inlezen/", UPLOAD_BODY),
        ("/nergens/", FORM),
    ],
)
def test_a_body_that_is_too_large_is_not_read(path: str, most: int, content_type: str) -> None:
    request = RequestFactory().post(path, b"", content_type=content_type)
    # Whoever makes up a session gets no more.
    request.environ["HTTP_COOKIE"] = f"sessionid={'a' * 32}"
    request.environ["CONTENT_LENGTH"] = str(most + 1)
    request.environ["wsgi.input"] = Untouchable()
    status, page = served(request)
    assert status == "413"
    assert "Dit is te groot" in page


def test_too_much_text_is_said_to_be_too_much(wereld: Wereld) -> None:
    response = wereld.anonymous.post(
        "/controle/", {"a": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
    )
    assert response.status_code == 413
    assert "Dit is te groot" in response.text


@pytest.mark.parametrize(
    ("files", "fields", "status"), [(2, 1000, 200), (3, 1, 413), (1, 1003, 413)]
)
def test_more_fields_or_files_than_a_page_has_are_too_much(
    wereld: Wereld, files: int, fields: int, status: int
) -> None:
    sent: dict[str, Any] = {f"f{number}": "" for number in range(fields)}
    sent |= {"bestand": [SimpleUploadedFile("x.pdf", b"x") for _number in range(files)]}
    assert wereld.anonymous.post("/controle/", sent).status_code == status


def test_a_body_in_parts_that_do_not_fit_together_is_said_to_be_unreadable(wereld: Wereld) -> None:
    response = wereld.anonymous.post(
        "/controle/", b"--x\r\nx", content_type="multipart/form-data; boundary="
    )
    assert response.status_code == 400
    assert NOT_READ in response.text


def test_an_upload_stays_off_the_disk(wereld: Wereld, settings: Settings) -> None:
    # Nothing can be written there, so a handler that tried would fail.
    settings.FILE_UPLOAD_TEMP_DIR = "/proc"
    file = SimpleUploadedFile("x.pdf", b"x" * 9 * 1024 * 1024)
    response = wereld.anonymous.post("/controle/", {"bestand": file})
    assert response.status_code == 200
    assert "Dit bestand kennen we niet" in response.text


def test_checking_files_without_end_is_stopped(wereld: Wereld) -> None:
    wereld.anonymous.post("/controle/", {"bestand": SimpleUploadedFile("x.pdf", b"x")})
    assert list(RateCounter.objects.values_list("count", flat=True)) == [1]
    RateCounter.objects.update(count=300)
    response = wereld.anonymous.post("/controle/", {"bestand": SimpleUploadedFile("x.pdf", b"x")})
    assert response.status_code == 429
    assert "Even rustig aan" in response.text


def test_a_page_and_its_part_share_an_address(wereld: Wereld) -> None:
    whole, part = (
        wereld.anonymous.get("/meedoen/", headers=headers)
        for headers in ({}, {"hx-request": "true"})
    )
    assert "<html" in whole.text
    assert "<html" not in part.text
    for response in (whole, part):
        assert "HX-Request" in response.headers["Vary"]
