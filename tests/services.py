"""The servers of a test run: once per run, with a database and a number for each worker.

A pytest plugin (`-p tests.services`), because the addresses must be in the environment before
pytest-django reads the settings.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from opbouw.machine.embedded import EmbeddedError, Services, kept_services, services
from tests.template import PREFIX, VARIABLE, migrated_template

ROOT = Path(__file__).resolve().parent.parent
RUNS_AT_ONCE = 8
_stack = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Set the addresses; as a wrapper this comes before pytest-django's own hook."""
    os.environ["OPBOUW_MODE"] = "test"
    # WhiteNoise warns when the folder of collected files is not there, and a warning is an error.
    (ROOT / "var" / "static").mkdir(parents=True, exist_ok=True)
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        os.environ["REDIS_URL"] = redis_database(worker_number() + 1)
    elif not ("DATABASE_URL" in os.environ and "REDIS_URL" in os.environ):
        try:
            found = _start()
        except EmbeddedError as error:
            pytest.exit(str(error), returncode=1)
        drop_leftovers(found.database_url)
        os.environ["DATABASE_URL"] = found.database_url
        os.environ["REDIS_URL"] = found.redis_url
        os.environ[VARIABLE] = migrated_template(found.database_url, found.redis_url)
    return (yield)


def pytest_unconfigure() -> None:
    """Stop the servers, in the process that started them."""
    _stack.close()


def worker_number() -> int:
    """Return the number of this pytest-xdist worker; 0 without xdist."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def redis_database(number: int) -> str:
    """Return REDIS_URL with this database number."""
    return urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}").geturl()


def _start() -> Services:
    """Use servers in `var/test`, or beside it when another run has that folder.

    Those of an earlier run when they are still there, or else new ones, which stay for so many
    idle seconds as OPBOUW_KEEP_SERVERS says.
    """
    ours = os.environ.get("CI") != "true"  # what proves the whole begins with new ones, keeps none
    keep = float(os.environ.get("OPBOUW_KEEP_SERVERS") or 0) if ours else 0
    reason = EmbeddedError("No folder is free for the test servers: stop the other test runs.")
    for number in range(1, RUNS_AT_ONCE + 1):
        folder = ROOT / "var" / ("test" if number == 1 else f"test-{number}")
        if ours:
            with suppress(EmbeddedError):
                return _stack.enter_context(kept_services(folder))
        try:
            return _stack.enter_context(services(folder, fast=True, keep=keep))
        except EmbeddedError as error:
            if "already run" not in str(error):
                raise
            reason = error
    raise reason


def drop_leftovers(database_url: str) -> None:
    """Drop what a broken-off run left; the servers must be ours alone."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        rows = connection.execute(
            "SELECT datname FROM pg_database WHERE NOT datistemplate"
            " AND datname NOT IN ('postgres', 'opbouw') AND datname NOT LIKE %s",
            [f"{PREFIX}%"],
        ).fetchall()
        for (name,) in rows:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )
