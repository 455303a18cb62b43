"""An exception in a log tells its kind and its place, never what somebody typed."""

import json
import logging
import smtplib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import DataError, IntegrityError, connection, transaction

from opbouw.lib.logs.values import LeaveOutValues, bare_error, log_uncaught
from tests.wereld import Wereld
from wijken.models import Gebruiker

WORD = "kanariegeel"
Raiser = Callable[[], Any]


def written(message: str, *args: Any, error: BaseException | None = None) -> str:
    """What a handler writes of this, after another handler wrote it whole."""
    trouble = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, message, args, trouble)
    logging.Formatter().format(record)
    assert LeaveOutValues().filter(record)
    return logging.Formatter("%(message)s").format(record)


def raised(call: Raiser) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011 each kind has its own
        call()
    return caught.value


def _refused_recipient() -> None:
    raise smtplib.SMTPRecipientsRefused({f"{WORD}@example.org": (550, WORD.encode())})


def _invalid() -> None:
    raise ValidationError("%(value)s", params={"value": WORD})


@pytest.mark.parametrize(
    "call",
    [
        lambda: datetime.strptime(WORD, "%Y"),  # noqa: DTZ007 it fails
        lambda: int(WORD),
        lambda: WORD.encode() + b"\xff" and (WORD.encode() + b"\xff").decode(),
        lambda: f"{WORD}\udc00".encode(),
        lambda: dict[str, int]()[WORD],
        lambda: json.loads(f'{{"a": {WORD}'),
        lambda: open(f"/nergens/{WORD}"),  # noqa: SIM115, PTH123 it fails
        _refused_recipient,
        _invalid,
    ],
)
def test_no_exception_says_what_was_typed(call: Raiser) -> None:
    error = raised(call)
    for text in (
        written("Internal Server Error: %s", "/", error=error),
        written("Failed: %s", error),
        written("Failed: %r", error),
        written(f"Failed: {error}", error=error),
        written(f"Failed: {error!r}", error=error),
        written("%(exc)s %(traceback)s", {"exc": repr(error), "traceback": str(error)}),
    ):
        assert WORD not in text
    assert type(error).__qualname__ in written("Failed: %s", error)


def test_what_the_database_refuses_is_told_by_its_names(wereld: Wereld) -> None:
    def twice() -> None:
        with transaction.atomic():
            for _ in range(2):
                Gebruiker.objects.create(email=f"{WORD}@example.org", naam=WORD)

    error = raised(twice)
    assert isinstance(error, IntegrityError)
    assert WORD in str(error)
    text = written("Internal Server Error", error=error)
    assert WORD not in text
    assert "psycopg.errors.UniqueViolation: 23505 wijken_gebruiker wijken_gebruiker_email" in text
    assert "direct cause" in text
    assert 'tests/lib/logs/test_values.py", line' in text


def test_a_value_of_a_wrong_kind_is_told_by_its_code(db: None) -> None:
    def ask() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT %s::integer", [WORD])

    error = raised(ask)
    assert isinstance(error, DataError)
    assert WORD in str(error)
    text = written("Internal Server Error", error=error)
    assert WORD not in text
    assert "psycopg.errors.InvalidTextRepresentation: 22P02" in text


def test_what_happened_while_another_was_handled_is_bare_too() -> None:
    def both() -> None:
        try:
            int(WORD)
        except ValueError:
            raise ImproperlyConfigured("SECRET_KEY is not set.")  # noqa: B904 the context is meant

    text = written("Failed", error=raised(both))
    assert WORD not in text
    assert "ValueError: ***\n" in text
    assert text.endswith("ImproperlyConfigured: SECRET_KEY is not set.")


def test_a_group_of_exceptions_is_bare() -> None:
    text = written("Failed", error=ExceptionGroup(WORD, [ValueError(WORD)]))
    assert WORD not in text
    assert "ValueError: ***" in text


def test_why_there_is_no_connection_is_told() -> None:
    error = psycopg.OperationalError("connection to server at 192.0.2.1 failed")
    assert bare_error(error).endswith("OperationalError: connection to server at 192.0.2.1 failed")


def test_what_nobody_catches_goes_to_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("threading.excepthook", None)
    log_uncaught()
    import sys

    error = ValueError(WORD)
    sys.excepthook(ValueError, error, None)
    assert [record.getMessage() for record in caplog.records] == ["Uncaught"]
