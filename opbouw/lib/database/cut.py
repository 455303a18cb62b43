"""What is shown of a list: its first rows, some columns, and how many there are."""

from collections.abc import Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import IntegerField, Model, QuerySet, Subquery

ModelT = TypeVar("ModelT", bound=Model)
QuerySetT = TypeVar("QuerySetT", bound=QuerySet[Any, Any])

# Nobody reads further than this; a page says "99+".
COUNTED = 100


class Cut(NamedTuple, Generic[ModelT]):
    """The rows that are shown, and how many more there are, counted up to COUNTED."""

    rows: list[ModelT]
    more: int


class Number(Subquery):
    """How many rows a query finds: asked once, for it looks at nothing of the row beside it."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def count_some(rows: QuerySet[Any, Any]) -> int:
    """Return how many rows there are, counted up to COUNTED: the database reads no further."""
    return rows.order_by()[:COUNTED].count()


def first_of(rows: QuerySet[ModelT], most: int) -> Cut[ModelT]:
    """Return the first rows of an ordered list, and how many are behind them.

    Only the rows that are shown are joined with what is drawn of them; the others are counted, in
    no order and no further than `most` + COUNTED.
    """
    seen = rows.order_by().values("pk")[: most + COUNTED]
    shown = list(rows.annotate(in_sight=Number(seen))[:most])
    return Cut(shown, (getattr(shown[0], "in_sight") - len(shown)) if shown else 0)  # noqa: B009


def any_of(kinds: Iterable[QuerySet[Any, Any]]) -> bool:
    """Tell whether one of these finds a row, in one statement that stops at the first."""
    first, *others = (rows.order_by().values_list("pk")[:1] for rows in kinds)
    return bool(first.union(*others, all=True)[:1])


def with_columns(rows: QuerySetT, *names: str) -> QuerySetT:
    """Return the same rows with these columns alone; `aan__naam` joins what it reads of `aan`."""
    joined = {name.rpartition("__")[0] for name in names if "__" in name}
    # Beside columns that were left out, `only` would leave those out too.
    bare = rows.select_related(None).defer(None)
    return (bare.select_related(*joined) if joined else bare).only(*names)
