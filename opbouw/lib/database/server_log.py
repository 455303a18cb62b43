"""Says when a database server that we did not start writes in its log what people typed."""

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 Django's own name
from django.db import connections

# What each setting must be; an ordinary role can read these and set none of them.
QUIET = {
    "log_min_messages": {"log", "fatal", "panic"},
    "log_min_error_statement": {"panic"},
    "log_statement": {"none", "ddl"},
    "log_min_duration_statement": {"-1"},
    "log_min_duration_sample": {"-1"},
    "log_transaction_sample_rate": {"0"},
    "auto_explain.log_min_duration": {"-1"},
    "pgaudit.log": {"none", ""},
}
HINT = (
    "PostgreSQL may log statements with what people typed. As its superuser: "
    "ALTER ROLE … SET name = value, or set it in postgresql.conf; see docs/running.md."
)


def wordy_settings(alias: str = "default") -> dict[str, str]:
    """Return the settings of the server under which it logs statements or values."""
    with connections[alias].cursor() as cursor:
        query = "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)"
        cursor.execute(query, [list(QUIET)])
        return {name: value for name, value in cursor.fetchall() if value not in QUIET[name]}


@register(Tags.database)
def server_log(databases: Iterable[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Warn at every `migrate` and `check --database default` of a server that logs words."""
    return [
        Warning(f"The database server has {name} = {value}.", hint=HINT, id="database.W001")
        for alias in databases or ()
        for name, value in wordy_settings(alias).items()
    ]
