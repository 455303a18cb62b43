"""The first rows of a list that is cut, and how many there are, in one statement."""

from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import Count, Model, QuerySet, Window

ModelT = TypeVar("ModelT", bound=Model)

# Nobody reads further than this; a page says "99+".
COUNTED = 100


class Cut(NamedTuple, Generic[ModelT]):
    """The rows that are shown, and how many more there are, counted up to COUNTED."""

    rows: list[ModelT]
    more: int


def count_some(rows: QuerySet[Any, Any]) -> int:
    """Return how many rows there are, counted up to COUNTED: the database reads no further."""
    return rows.order_by()[:COUNTED].count()


def first_of(rows: QuerySet[ModelT], most: int) -> Cut[ModelT]:
    """Return the first rows of an ordered list, and how many are behind them.

    The statement looks at no more than `most` + COUNTED rows, however many there are.
    """
    seen = rows.values("pk")[: most + COUNTED]
    counted = rows.filter(pk__in=seen).annotate(in_sight=Window(Count("*")))
    shown = list(counted[:most])
    return Cut(shown, (getattr(shown[0], "in_sight") - len(shown)) if shown else 0)  # noqa: B009
