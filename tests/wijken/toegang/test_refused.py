"""What somebody may not see is refused, and the log says to which membership."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from opbouw.lib.models import RateCounter
from tests.keten import make_afspraak
from tests.wereld import Wereld

OURS = "wijken.toegang.refused"


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was logged of refusals by name of the membership."""
    return [record.getMessage() for record in caplog.records if record.name == OURS]


def test_asking_for_what_is_not_theirs_is_logged_by_number(
    wereld: Wereld, caplog: pytest.LogCaptureFixture
) -> None:
    afspraak = make_afspraak(wereld.samira, gebied=wereld.klaverveld)
    path = f"/afspraken/{afspraak.pk}/"
    who = f"account {wereld.ruben.gebruiker_id}, membership {wereld.ruben.pk}"
    wereld.client(wereld.ruben).get(path)
    wereld.client(wereld.ruben).post(f"{path}gedaan/")
    assert lines(caplog) == [
        f"Refused to {who}: GET {path}",
        f"Refused to {who}: POST {path}gedaan/",
    ]
    assert wereld.ruben.gebruiker.naam not in caplog.text


def test_a_page_of_another_role_is_logged_too(
    wereld: Wereld, caplog: pytest.LogCaptureFixture
) -> None:
    client = wereld.client(wereld.samira)
    assert client.get("/logboek/").status_code == 404
    who = f"account {wereld.samira.gebruiker_id}, membership {wereld.samira.pk}"
    assert lines(caplog) == [f"Refused to {who}: GET /logboek/"]
    caplog.clear()
    assert client.get("/vandaag/").status_code == 200
    assert lines(caplog) == []


def test_going_round_a_rule_is_logged(wereld: Wereld, caplog: pytest.LogCaptureFixture) -> None:
    """A refused form, a limit, a size, a method and an address that cannot be read."""
    strict = Client(enforce_csrf_checks=True)
    file = SimpleUploadedFile("x.pdf", b"x")
    wereld.anonymous.post("/controle/", {"bestand": file})
    RateCounter.objects.update(count=300)
    sent: dict[int, Callable[[], Any]] = {
        403: lambda: strict.post("/controle/"),
        429: lambda: wereld.anonymous.post("/controle/", {"bestand": file}),
        413: lambda: wereld.anonymous.post("/accounts/login/", {"login": "x" * 200_000}),
        405: lambda: wereld.anonymous.delete("/controle/"),
        400: lambda: wereld.anonymous.get("/meedoen/?zoek=%00"),
        422: lambda: wereld.client(wereld.samira).post("/signalen/nieuw/", {}),
        409: lambda: wereld.client(wereld.samira).post("/signalen/nieuw/", {"lidmaatschap": "x"}),
    }
    for status, send in sent.items():
        caplog.clear()
        assert send().status_code == status
        told = [one for one in caplog.records if one.levelno >= logging.WARNING]
        assert len(told) == 1, status
        assert "?" not in told[0].getMessage()
