"""Keyset pages over a real table, with equal values and more than one direction."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from pytest_django import DjangoAssertNumQueries

from opbouw.lib.models import Mail, RateCounter
from opbouw.lib.web.keyset import page, pieces

START = datetime(2026, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)


def fill(number: int) -> None:
    chance = random.Random(7)
    RateCounter.objects.bulk_create(
        RateCounter(
            key_hash=n.to_bytes(4, "big"),
            # Microseconds apart, and many exactly the same.
            window_start=START + timedelta(microseconds=chance.randrange(5)),
            window_end=START,
            count=chance.randrange(4),
        )
        for n in range(number)
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "order",
    [
        ("-window_start", "-pk"),
        ("window_start", "pk"),
        ("-window_start", "count", "-pk"),
        ("count", "-window_start", "pk"),
        ("-pk",),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 40, 41])
def test_the_pages_together_are_the_list(order: tuple[str, ...], size: int) -> None:
    fill(40)
    rows: list[RateCounter] = []
    after: str | None = None
    for _ in range(60):
        part = page(RateCounter.objects.all(), order=order, after=after, size=size)
        rows += part.items
        after = part.next
        if after is None:
            break
    assert rows == list(RateCounter.objects.order_by(*order))


SALT = "keyset:lib.RateCounter:-window_start,-pk"


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["", "x", "\x00", "a:b:c", "é" * 5000])
def test_an_invalid_cursor_gives_the_first_page(cursor: str) -> None:
    fill(5)
    first = page(RateCounter.objects.all(), order=("-window_start", "-pk"), size=3)
    again = page(RateCounter.objects.all(), order=("-window_start", "-pk"), after=cursor, size=3)
    assert again.items == first.items


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "salt"),
    [(["2026-01-01", 1], "other"), ([1], SALT), (["no date", "1"], SALT), (7, SALT), (None, SALT)],
)
def test_a_signed_cursor_of_another_shape_gives_the_first_page(values: object, salt: str) -> None:
    fill(5)
    first = page(RateCounter.objects.all(), order=("-window_start", "-pk"), size=3)
    cursor = signing.dumps(values, salt=salt)
    again = page(RateCounter.objects.all(), order=("-window_start", "-pk"), after=cursor, size=3)
    assert again.items == first.items


@pytest.mark.django_db
def test_a_cursor_of_another_order_gives_the_first_page() -> None:
    fill(5)
    first = page(RateCounter.objects.all(), order=("-count", "-pk"), size=3)
    other = page(RateCounter.objects.all(), order=("window_start", "pk"), size=3)
    again = page(RateCounter.objects.all(), order=("-count", "-pk"), after=other.next, size=3)
    assert again.items == first.items


@pytest.mark.django_db
def test_a_page_is_one_query_and_one_range(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fill(20)
    after = page(RateCounter.objects.all(), order=("-window_start", "-pk"), size=5).next
    with django_assert_num_queries(1) as seen:
        page(RateCounter.objects.all(), order=("-window_start", "-pk"), after=after, size=5)
    assert '("lib_ratecounter"."window_start", "lib_ratecounter"."id") < (' in seen[0]["sql"]


@pytest.mark.django_db
def test_pieces_are_all_rows_once_and_a_statement_each(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fill(20)
    with django_assert_num_queries(3):
        found = list(pieces(RateCounter.objects.all(), order=("-count", "-pk"), size=8))
    assert [len(piece) for piece in found] == [8, 8, 4]
    rows = [row for piece in found for row in piece]
    assert rows == list(RateCounter.objects.order_by("-count", "-pk"))


def test_an_order_that_could_skip_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="primary key"):
        page(RateCounter.objects.all(), order=("-count",))
    with pytest.raises(ValueError, match="NULL"):
        page(Mail.objects.all(), order=("job_lease_tot", "pk"))
