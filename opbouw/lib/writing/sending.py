"""What became of the form in this request: for whoever counts, never for whoever decides."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any


@dataclass
class Sending:
    """One form on its way in; `again` when an earlier sending had made its row already."""

    form: Any = None
    again: bool = False


_now: ContextVar[Sending | None] = ContextVar("sending", default=None)


@contextmanager
def watched() -> Iterator[Sending]:
    """Watch what is saved inside."""
    sending = Sending()
    token = _now.set(sending)
    try:
        yield sending
    finally:
        _now.reset(token)


def is_saved(form: Any) -> None:
    """Note that what this form asked for was done."""
    if (sending := _now.get()) is not None:
        sending.form = form


def was_there() -> None:
    """Note that the row of this form was made by an earlier sending."""
    if (sending := _now.get()) is not None:
        sending.again = True
