"""A page waits for the database so long and no longer; whoever is not a page waits."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection

from opbouw.lib.database import patience
from opbouw.lib.database.base import DatabaseWrapper
from opbouw.lib.database.bounded import BoundedConnection
from opbouw.lib.database.health import answers
from opbouw.lib.database.patience import at_most, breaker, left

# Far more than any of these takes, far less than what they would wait without a limit.
LONG = 20


@pytest.fixture(autouse=True)
def calm() -> Iterator[None]:
    """Let no silence of one test reach the next."""
    breaker.answered()
    yield
    breaker.answered()


@pytest.fixture
def own(db: None) -> Iterator[DatabaseWrapper]:
    """A connection beside that of the test."""
    made = DatabaseWrapper(connection.settings_dict)
    yield made
    made.close()


@pytest.fixture
def silent() -> Iterator[dict[str, Any]]:
    """The address of a server that takes connections and says nothing, as a stopped one does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield {"host": "127.0.0.1", "port": server.getsockname()[1], "dbname": "x", "user": "x"}


def setting(own: DatabaseWrapper, name: str) -> str:
    with own.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return str(cursor.fetchone()[0])


def test_of_two_limits_the_least_counts_and_what_was_waited_is_gone() -> None:
    with at_most(2):
        with at_most(5):
            assert left() == 2
            with patience.counted():
                time.sleep(0.01)
        assert 0 < (left() or 0) < 2
    assert left() is None


def test_a_statement_that_takes_too_long_is_left_and_its_connection_closed(
    own: DatabaseWrapper,
) -> None:
    begin = time.monotonic()
    with at_most(LONG), own.cursor() as cursor:  # connect with time enough
        cursor.execute("SELECT 1")
        with at_most(0.2), pytest.raises(OperationalError):
            cursor.execute("SELECT pg_sleep(%s)", [LONG])
    assert time.monotonic() - begin < LONG
    assert own.connection.closed


def test_who_has_no_limit_waits(own: DatabaseWrapper) -> None:
    with own.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.2)")
    assert setting(own, "statement_timeout") == "0"


def test_the_server_breaks_off_what_a_page_asked_too_much_of(own: DatabaseWrapper) -> None:
    with at_most(LONG):
        found = [
            setting(own, name)
            for name in ("statement_timeout", "lock_timeout", "tcp_keepalives_idle")
        ]
    assert found == ["2500ms", "2500ms", found[2]]


def test_only_the_first_waits_for_a_silent_server(silent: dict[str, Any]) -> None:
    begin = time.monotonic()
    with at_most(LONG):
        with pytest.raises(psycopg.errors.ConnectionTimeout, match="let us in"):
            BoundedConnection.connect(**silent)
        for _ in range(50):
            with pytest.raises(psycopg.errors.ConnectionTimeout, match="a moment ago"):
                BoundedConnection.connect(**silent)
        assert time.monotonic() - begin < LONG
        # After a rest one tries again; until it knows more the others do not wait.
        breaker.rest_until = 1.0
        assert [breaker.lets_in() for _ in range(3)] == [True, False, False]


def test_a_page_that_used_up_its_time_closes_the_database_for_nobody_else(
    silent: dict[str, Any],
) -> None:
    # Else one slow search, asked again and again, would keep every other thread from connecting.
    with at_most(0.05), pytest.raises(psycopg.errors.ConnectionTimeout):
        BoundedConnection.connect(**silent)
    assert breaker.lets_in() is True


def test_the_health_page_does_not_ask_a_silent_server_twice(
    silent: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "get_connection_params", lambda: silent)
    assert answers() is False
    assert breaker.lets_in() is False
    assert answers() is False


class Between:
    """Stands between us and the database, and passes nothing on any more when it is told to."""

    def __init__(self, host: str, port: int) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.there = socket.create_connection((host, port))
        self.silent = threading.Event()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        here, _ = self.server.accept()
        back = threading.Thread(target=self.pass_on, args=(self.there, here), daemon=True)
        back.start()
        self.pass_on(here, self.there)
        back.join()
        for one in (here, self.there, self.server):
            one.close()

    def pass_on(self, source: socket.socket, target: socket.socket) -> None:
        while data := source.recv(65_536):
            if not self.silent.is_set():
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)


def test_a_kept_connection_that_gives_no_sign_of_life_spares_the_next_one_the_wait(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setattr("opbouw.lib.database.base.HEALTH_SECONDS", 0.2)
    found = connection.settings_dict
    between = Between(str(found["HOST"]), int(found["PORT"]))
    port = between.server.getsockname()[1]
    own = DatabaseWrapper({**found, "HOST": "127.0.0.1", "PORT": str(port)})
    own.ensure_connection()
    assert own.is_usable() is True
    assert breaker.lets_in() is True
    between.silent.set()
    assert own.is_usable() is False
    assert breaker.lets_in() is False
    own.close()
