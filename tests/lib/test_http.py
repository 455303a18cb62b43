"""Secrets in addresses stay out of the log."""

import logging
from typing import Any, cast

import pytest
from django.conf import settings
from django.test import Client

from opbouw.lib.http import HideSecrets


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
