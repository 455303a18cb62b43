"""What every test may use: the world, one of everything in it, and no network."""

import logging
import os
import socket
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from datetime import time as dt_time
from ipaddress import ip_address
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from pytest_django.fixtures import Settings

from opbouw.lib.jobs.outbox import breaker
from opbouw.lib.logs.flood import LimitRepeats
from tests.access_world import SECRET, OneOfEach, make_one_of_each
from tests.template import VARIABLE
from tests.wereld import Wereld
from wijken.queries.uitnodiging import token_hash


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine, so that no test depends on the world."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def check(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(address[0]):
            raise RuntimeError(f"A test wanted to reach {address[0]}; tests have no network.")

    def guarded(self: socket.socket, address: Any) -> None:
        check(self, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        check(self, address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded_ex)
        yield


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let no test begin on one day and end on the next: wait for midnight to pass."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), dt_time.min, now.tzinfo)
    left = (midnight - now).total_seconds()
    if left < (150 if item.get_closest_marker("e2e") else 20):
        time.sleep(left + 1)


@pytest.fixture(autouse=True)
def closed_breaker() -> Iterator[None]:
    """Let no broker trouble of one test reach the next."""
    breaker.open_until = 0.0
    yield
    breaker.open_until = 0.0


@pytest.fixture(autouse=True)
def quiet_log() -> None:
    """Let no line be left out of the log because many tests before this one wrote it."""
    for handler in logging.getLogger().handlers:
        for one in handler.filters:
            if isinstance(one, LimitRepeats):
                one.windows.clear()


@pytest.fixture(autouse=True)
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no limit count anew because a test happened to run across the hour."""
    begun = timezone.now()
    monkeypatch.setattr("opbouw.lib.web.limits.timezone", SimpleNamespace(now=lambda: begun))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Copy the test database from the migrated one, where the servers are our own."""
    connections["default"].settings_dict["TEST"]["TEMPLATE"] = os.environ.get(VARIABLE)


@pytest.fixture
def wereld(db: None) -> Wereld:
    """The places, organisations and people that every test knows."""
    return Wereld()


@pytest.fixture
def one_of_each(wereld: Wereld, settings: Settings, tmp_path: Path) -> OneOfEach:
    """One of everything of De Brink, with a known secret in the invitation."""
    settings.MEDIA_ROOT = tmp_path
    pdf = tmp_path / "notitie.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    made = make_one_of_each(wereld, pdf)
    made.uitnodiging.token_hash = token_hash(SECRET)
    made.uitnodiging.save()
    return made
