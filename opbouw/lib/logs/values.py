"""What an exception may say in a log: its kind and its place, never its text.

The text of an exception is often what somebody typed: `Key (email)=(…) already exists`, `invalid
input syntax for type date: "…"`, an address that a mail server refused, a byte that is no UTF-8.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping
from smtplib import SMTPResponseException
from types import TracebackType
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured

log = logging.getLogger(__name__)

HIDDEN = "***"
# Less than this says nothing of anybody, and may stand anywhere in a message.
SHORTEST = 3
# These name parts of the program or of the machine.
_TELLING = (ImproperlyConfigured, ImportError, AttributeError, NameError, RecursionError)
# What Celery says of a task, as text that it made of the values already.
_OF_A_TASK = {"exc", "traceback", "args", "kwargs", "return_value"}
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


class LeaveOutValues(logging.Filter):
    """Writes of every exception in a record what `bare_error` and `bare_traceback` leave."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, without the texts of exceptions in message and traceback."""
        error = record.exc_info[1] if record.exc_info else None
        record.msg, record.args = _message(record, error), None
        # Another handler may have put the whole traceback here already.
        record.exc_text = bare_traceback(error) if error else None
        return True


def bare_error(error: BaseException) -> str:
    """Return the kind of an exception, and those details that are no words of anybody."""
    kind = type(error)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    return f"{name}: {_details(error)}"


def bare_traceback(error: BaseException) -> str:
    """Return the files and lines that an exception came through, its causes first."""
    return "".join(_parts(error, set())).rstrip("\n")


def log_uncaught() -> None:
    """Let what nobody catches go to the log too, not past it to the error output."""

    def main(_kind: type[BaseException], error: BaseException, _tb: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        log.critical("Uncaught", exc_info=error)

    def thread(found: threading.ExceptHookArgs) -> None:
        log.critical("Uncaught in a thread", exc_info=found.exc_value)

    sys.excepthook = main
    threading.excepthook = thread


def _message(record: logging.LogRecord, error: BaseException | None) -> str:
    args = record.args
    if isinstance(args, Mapping):
        args = {key: HIDDEN if key in _OF_A_TASK else _bare(one) for key, one in args.items()}
    elif args:
        args = tuple(_bare(one) for one in args)
    template = bare_error(record.msg) if isinstance(record.msg, BaseException) else str(record.msg)
    try:
        text = template % args if args else template
    except (TypeError, ValueError, KeyError):
        text = template
    for one in _chain(error):
        for quoted in (repr(one), str(one)):
            if len(quoted) >= SHORTEST:
                text = text.replace(quoted, HIDDEN)
    return text


def _bare(value: Any) -> Any:
    return bare_error(value) if isinstance(value, BaseException) else value


def _details(error: BaseException) -> str:
    if isinstance(error, _TELLING):
        return str(error)
    if isinstance(error, psycopg.OperationalError) and error.sqlstate is None:
        return str(error)  # there was no connection, so no row either
    if isinstance(error, psycopg.Error):
        where = error.diag
        named = (where.table_name, where.column_name, where.constraint_name)
        return " ".join(filter(None, (error.sqlstate, *named)))
    if isinstance(error, SMTPResponseException):
        return str(error.smtp_code)
    if isinstance(error, OSError) and error.errno is not None:
        return f"[Errno {error.errno}]"
    return HIDDEN


def _parts(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _parts(before, seen)
        yield _CAUSE if error.__cause__ else _CONTEXT
    if error.__traceback__ is not None:
        yield "Traceback (most recent call last):\n"
        yield from traceback.format_tb(error.__traceback__)
    yield f"{bare_error(error)}\n"
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _parts(one, seen)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
