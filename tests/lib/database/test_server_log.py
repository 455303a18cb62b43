"""A server that writes down what people typed is noticed, and ours do not."""

from pathlib import Path

import pytest
import yaml
from django.core.checks import run_checks
from django.db import connection

from opbouw.lib.database.server_log import QUIET, wordy_settings
from opbouw.machine.embedded import postgres

COMPOSE = Path(__file__).resolve().parents[3] / "docker-compose.yml"


def test_the_server_of_compose_has_the_settings_of_ours() -> None:
    command = yaml.safe_load(COMPOSE.read_text())["services"]["postgres"]["command"]
    found = dict(part[2:].split("=") for part in command if part.startswith("-clog_"))
    assert found == postgres.QUIET


def test_our_settings_are_enough() -> None:
    assert {n: v for n, v in postgres.QUIET.items() if n in QUIET and v not in QUIET[n]} == {}
    always = {"log_min_messages", "log_min_error_statement", "log_statement"}
    assert always < set(QUIET) & set(postgres.QUIET)


@pytest.mark.django_db
def test_a_server_that_logs_statements_is_told_at_every_migrate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What the server of a test run logs depends on where it runs; what is asked for does not.
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting FROM pg_settings WHERE name = 'log_statement'")
        (now,) = cursor.fetchone()
    monkeypatch.setitem(QUIET, "log_statement", set())
    assert wordy_settings()["log_statement"] == now
    told = [check for check in run_checks(databases=["default"]) if check.id == "database.W001"]
    assert f"The database server has log_statement = {now}." in [check.msg for check in told]


@pytest.mark.django_db
def test_nothing_is_told_without_a_database_to_ask() -> None:
    assert [check for check in run_checks() if check.id == "database.W001"] == []
