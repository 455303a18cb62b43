"""One list over tables: moments and days put in order, page after page, without a gap."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from opbouw.lib.web.keyset import Page, page
from opbouw.lib.web.merged import SALT, Stream, merged
from tests.keten import make_bron, make_contact
from tests.wereld import Wereld
from wijken.bewaarregels import start_of
from wijken.models import Bron, Contactmoment

SIZE = 4


def stream(rank: int, rows: QuerySet[Any], order: tuple[str, ...]) -> Stream:
    def read(after: str | None) -> Page[Any]:
        return page(rows, order=order, after=after, size=SIZE)

    return Stream(rank, rows.model, order, read)


@pytest.fixture
def streams(wereld: Wereld) -> list[Stream]:
    """Contacts of midnight, before it and after it, and assets that were seen on those days."""
    today = timezone.localdate()
    for days in range(4):
        midnight = start_of(today - timedelta(days=days))
        for later in (timedelta(0), timedelta(microseconds=1), timedelta(hours=-1)):
            make_contact(wereld.samira, wereld.klaverveld, op=midnight + later)
        for _ in range(3):
            make_bron(wereld.samira, wereld.klaverveld, days_ago=days)
    return [
        stream(0, Contactmoment.objects.all(), ("-op", "-pk")),
        stream(1, Bron.objects.all(), ("-bevestigd_op", "-pk")),
    ]


def walk(streams: list[Stream], size: int = SIZE) -> list[tuple[int, int]]:
    """Read page after page, and return what was read."""
    read: list[tuple[int, int]] = []
    after = None
    for _ in range(50):
        found = merged(streams, after=after, size=size)
        read += [(rank, row.pk) for rank, row in found.items]
        after = found.next
        if after is None:
            return read
    raise AssertionError("It never ends.")


def expected(reverse_ranks: bool) -> list[tuple[int, int]]:
    contact, bron = (1, 0) if reverse_ranks else (0, 1)
    rows: list[tuple[Any, int, int]] = [
        *((one.op, contact, one.pk) for one in Contactmoment.objects.all()),
        *((start_of(one.bevestigd_op), bron, one.pk) for one in Bron.objects.all()),
    ]
    rows.sort(key=lambda row: (row[1], -row[2]))
    rows.sort(key=lambda row: row[0], reverse=True)
    return [(rank, pk) for _op, rank, pk in rows]


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_every_row_once_and_in_order(streams: list[Stream], size: int) -> None:
    assert walk(streams, size) == expected(reverse_ranks=False)


def test_whichever_table_comes_first(streams: list[Stream]) -> None:
    contacts, bronnen = streams
    turned = [
        Stream(1, contacts.model, contacts.order, contacts.read),
        Stream(0, bronnen.model, bronnen.order, bronnen.read),
    ]
    assert walk(turned) == expected(reverse_ranks=True)


def test_one_query_for_each_table(streams: list[Stream]) -> None:
    after = merged(streams, size=SIZE).next
    with CaptureQueriesContext(connection) as queries:
        merged(streams, after=after, size=SIZE)
    assert len(queries) == 2


@pytest.mark.parametrize(
    "made_up",
    [
        lambda: "x",
        lambda: signing.dumps(["2026-01-01T00:00:00+00:00", 0, 1], salt="other"),
        lambda: signing.dumps("niets", salt=SALT),
        lambda: signing.dumps([1, 2], salt=SALT),
        lambda: signing.dumps(["straks", 0, 1], salt=SALT),
        lambda: signing.dumps(["2026-01-01T00:00:00", 0, 1], salt=SALT),
        lambda: signing.dumps(["2026-01-01T00:00:00+00:00", None, "x"], salt=SALT),
    ],
)
def test_a_cursor_that_cannot_be_is_the_first_page(
    streams: list[Stream], made_up: Callable[[], str]
) -> None:
    assert merged(streams, after=made_up(), size=SIZE).items == merged(streams, size=SIZE).items


def test_nothing_is_an_empty_page() -> None:
    assert merged([]).items == []
    assert merged([]).next is None
