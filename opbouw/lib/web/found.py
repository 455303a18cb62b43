"""Pages of what a search finds, be the words in one row or in most.

A search index finds a rare word at once, and of a common one very many rows, of which the newest
are then to be sorted out. The other way round, whoever reads the newest rows finds a common word
at once, and a rare one never. So first some of the newest are read, which tells how common it is.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet
from django.db.models.expressions import Expression

from opbouw.lib.web.keyset import Page, behind, by_value, page

ModelT = TypeVar("ModelT", bound=Model)
Said = Q | Expression

# So many are read first, and at most so many where that promises a page: 4 and 40 ms.
SAMPLE, MOST_READ = 100, 1_000


def found_page(
    rows: QuerySet[ModelT],
    *said: Said,
    order: tuple[str, ...],
    after: str | None = None,
    size: int = 50,
) -> Page[ModelT]:
    """Return a page of those rows in which it is said, as `keyset.page` does of all.

    `said` is what an index of its own answers. One to three queries, none of which takes longer
    among more rows, unless what is looked for is rare among the newest and common before.
    """
    among = SAMPLE
    while among <= MOST_READ:
        near = behind(rows, order=order, after=after)[:among]
        found = page(rows.filter(_among(near), *said), order=order, size=size, in_order=False)
        if found.next is not None:
            return found
        # Twice what it takes at this rate, for words do not lie evenly.
        needed = 2 * among * (size + 1) // max(len(found.items), 1)
        among = needed if among == SAMPLE and found.items else MOST_READ + 1
    return page(rows.filter(*said), order=order, after=after, size=size, in_order=False)


def found_at_all(kinds: Iterable[tuple[QuerySet[Any, Any], tuple[Said, ...]]]) -> bool:
    """Tell whether it is said in one row of one of these kinds; at most two queries.

    Each kind is its rows, in their order, and what an index of its own answers.
    """
    asked = list(kinds)
    near = [rows.filter(_among(rows[:SAMPLE]), *said) for rows, said in asked]
    return _any(near) or _any(rows.filter(*said) for rows, said in asked)


class _Among(Func):
    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def _among(near: QuerySet[Any, Any]) -> _Among:
    # As an array: beside a query inside it the planner may read every text first.
    return _Among(F("pk"), ArraySubquery(near.values("pk")))


def _any(chosen: Iterable[QuerySet[Any, Any]]) -> bool:
    # Sorted, or the planner would look at row after row for the first.
    first, *others = (rows.order_by(by_value("pk")).values_list("pk")[:1] for rows in chosen)
    return bool(first.union(*others, all=True)[:1])
