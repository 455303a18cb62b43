"""Secrets in addresses and names of visitors stay out of the log."""

import logging
from typing import Any, cast

import pytest
from django.conf import settings
from django.test import Client

from opbouw.lib.logs.secrets import HideSecrets, HideVisitors
from opbouw.secrets_in_paths import SECRET_AFTER


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/uitnodiging/abc-DEF_1/", "/uitnodiging/***/"),
        ("/volg/abc/dank/", "/volg/***/dank/"),
        ("/accounts/password/reset/key/1-set-password/", "/accounts/password/reset/key/***/"),
        ("/signalen/12/", "/signalen/12/"),
    ],
)
def test_a_refused_form_is_logged_without_its_secret(
    path: str, logged: str, caplog: pytest.LogCaptureFixture
) -> None:
    filters = cast("dict[str, Any]", settings.LOGGING["filters"])
    hide = HideSecrets(filters["secrets"]["before"])
    caplog.handler.addFilter(hide)
    with caplog.at_level(logging.WARNING, logger="django.security.csrf"):
        Client(enforce_csrf_checks=True).post(path)
    caplog.handler.removeFilter(hide)
    assert [record.getMessage() for record in caplog.records] == [
        f"Forbidden (CSRF cookie not set.): {logged}"
    ]


def kept(filters: logging.Filter, message: str, *args: object, exc_info: Any = None) -> str:
    """What a handler writes of a record that went through the filter."""
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, message, args, exc_info)
    assert filters.filter(record)
    return logging.Formatter("%(message)s").format(record)


def test_a_traceback_is_logged_without_secrets() -> None:
    error = ValueError("/volg/GEHEIM/ bestaat niet")
    trouble = (ValueError, error, None)
    text = kept(HideSecrets(("volg",)), "fout in %s", "/volg/GEHEIM/", exc_info=trouble)
    assert text.startswith("fout in /volg/***/\n")
    assert text.endswith("ValueError: /volg/***/ bestaat niet")


@pytest.mark.parametrize(
    "path",
    ["/Volg/GEHEIM/", "/volg//GEHEIM/", "/volg\\GEHEIM", "/volg%2FGEHEIM", "//KEY/GEHEIM/dank/"],
)
def test_a_secret_stays_one_in_an_address_with_a_mistake(path: str) -> None:
    assert "GEHEIM" not in kept(HideSecrets(SECRET_AFTER), "Not Found: %s", path)


@pytest.mark.parametrize(
    ("message", "logged"),
    [
        (
            "Invalid request from ip=192.0.2.7: Invalid HTTP request line: 'GET /volg/X/\xff HTTP'",
            "Invalid request: Invalid HTTP request line",
        ),
        (
            "Invalid request from ip=2001:db8::7: Invalid HTTP Header: 'COOKIE SESSIONID=abc'",
            "Invalid request: Invalid HTTP Header",
        ),
        ("Invalid request from ip=: Request forbidden", "Invalid request: Request forbidden"),
        (
            "Error handling request GET /volg/X/?zoek=Els",
            "Error handling request GET /volg/***/?***",
        ),
        ("Error handling request GET /?a=b", "Error handling request GET /?***"),
        ("Listening at: http://127.0.0.1:8000 (7)", "Listening at: http://127.0.0.1:8000 (7)"),
    ],
)
def test_the_web_server_logs_no_visitors(message: str, logged: str) -> None:
    assert kept(HideVisitors(SECRET_AFTER), message) == logged
