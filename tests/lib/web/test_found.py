"""A page of what is found: the same rows be they rare or common, with few queries and in order."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from opbouw.lib.database.fulltext import matches
from opbouw.lib.web import found
from opbouw.lib.web.found import Said, found_at_all, found_page
from tests.keten import make_contact
from tests.wereld import Wereld
from wijken.models import Contactmoment
from wijken.models.contact import SEARCHED

ORDER = ("-op", "-pk")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few rows are many here."""
    monkeypatch.setattr(found, "SAMPLE", 4)
    monkeypatch.setattr(found, "MOST_READ", 20)


def said(wereld: Wereld, word: str) -> tuple[Said, ...]:
    return (matches(SEARCHED, wereld.samira.organisatie_id, [[word]]),)


# Of thirty contacts, the newest first, those of these numbers speak of it.
@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (range(30), 1),  # in all: the first four fill a page of three
        (range(0, 30, 2), 2),  # in every second: more are read
        (range(29, 30), 2),  # in the oldest alone: none among four, so the index is asked
        ((0, 2, 27, 28, 29), 3),  # in two of the newest: more are read, and too few
        ((), 2),
    ],
)
def test_every_page_is_that_of_the_whole_list(
    wereld: Wereld, told: Sequence[int], asked: int
) -> None:
    rows = [
        make_contact(
            wereld.samira,
            wereld.klaverveld,
            tekst="Over koffie." if number in told else "Over thee.",
            op=timezone.now() - timedelta(days=number),
        )
        for number in range(30)
    ]
    expected = [rows[number].pk for number in told]
    mine = Contactmoment.objects.visible_to(wereld.samira)
    read: list[int] = []
    cursor = None
    with CaptureQueriesContext(connection) as queries:
        first = found_page(mine, *said(wereld, "koffie"), order=ORDER, size=3)
    assert len(queries) == asked
    assert [one.pk for one in first.items] == expected[:3]
    while True:
        page = found_page(mine, *said(wereld, "koffie"), order=ORDER, after=cursor, size=3)
        read += [one.pk for one in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert read == expected
    some = [(mine.order_by(*ORDER), said(wereld, word)) for word in ("koffie", "nergens")]
    assert found_at_all(some) is bool(told)
    assert found_at_all(some[1:]) is False
