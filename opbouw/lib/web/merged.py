"""One list over rows of several tables, the newest first: keyset pages of each, put in order.

A row's place is its moment, then its table, then its key. Each table is asked for its own next page
after that place, so that page 1,000 of all costs what page 1 costs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core import signing
from django.db.models import DateTimeField, Model
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from opbouw.lib.web.keyset import Page, cursor_of

SALT = "merged"
# Of a key that comes after, and before, every other.
FIRST, LAST = 2**63 - 1, 0


@dataclass(frozen=True)
class Stream:
    """The rows of one table: its place among the others, its order, and its page after a cursor.

    The order begins with a moment or a day, and both columns go down.
    """

    rank: int
    model: type[Model]
    order: tuple[str, ...]
    read: Callable[[str | None], Page[Any]]


@dataclass(frozen=True)
class Merged:
    """The rows of one page, each with the rank of its table, and the cursor of the next."""

    items: list[tuple[int, Any]]
    next: str | None


@dataclass(frozen=True)
class _Place:
    moment: datetime
    rank: int
    pk: int


def merged(streams: Sequence[Stream], *, after: str | None = None, size: int = 50) -> Merged:
    """Return the rows after a cursor; one that is made up gives the first page.

    Each stream must give `size` rows at a time, if it has them.
    """
    place = _read(after)
    pages = [(one, one.read(_cursor(one, place))) for one in streams]
    found = [(_place(one, row), row) for one, page in pages for row in page.items]
    found.sort(key=lambda item: (item[0].rank, -item[0].pk))
    found.sort(key=lambda item: item[0].moment, reverse=True)
    first = found[:size]
    items = [(at.rank, row) for at, row in first]
    more = len(found) > len(items) or any(page.next for _one, page in pages)
    return Merged(items, _write(first[-1][0]) if more and first else None)


def _place(stream: Stream, row: Any) -> _Place:
    when = getattr(row, _when(stream))
    # A day is as old as its first minute.
    moment = when if isinstance(when, datetime) else _begin(when)
    return _Place(moment, stream.rank, row.pk)


def _cursor(stream: Stream, place: _Place | None) -> str | None:
    """Return the stream's own cursor for a place that may be of another stream."""
    if place is None:
        return None
    when: date = place.moment
    same = True
    if not isinstance(stream.model._meta.get_field(_when(stream)), DateTimeField):
        when = timezone.localdate(place.moment)
        same = _begin(when) == place.moment
    if same and stream.rank == place.rank:
        pk = place.pk
    else:
        pk = LAST if same and stream.rank < place.rank else FIRST
    return cursor_of(stream.model, (when, pk), order=stream.order)


def _when(stream: Stream) -> str:
    return stream.order[0].removeprefix("-")


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _write(place: _Place) -> str:
    return signing.dumps([place.moment.isoformat(), place.rank, place.pk], salt=SALT)


def _read(after: str | None) -> _Place | None:
    if not after:
        return None
    try:
        moment, rank, pk = signing.loads(after, salt=SALT)
        found = parse_datetime(moment)
        if found is None or timezone.is_naive(found):
            return None
        return _Place(found, int(rank), int(pk))
    except (signing.BadSignature, ValueError, TypeError):
        return None
