"""Keyset pagination: page 1,000 is as fast as page 1."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import F, Field, Func, Model, OrderBy, Q, QuerySet
from django.db.models.fields.tuple_lookups import (  # type: ignore[import-untyped,unused-ignore]  # not in django-stubs
    Tuple,
    TupleGreaterThan,
    TupleLessThan,
)

from opbouw.lib.database.patience import PAGE_SECONDS, at_most

ModelT = TypeVar("ModelT", bound=Model)


@dataclass(frozen=True)
class Page(Generic[ModelT]):
    """The rows of one page, and the cursor of the next if there is one."""

    items: list[ModelT]
    next: str | None


def page(
    queryset: QuerySet[ModelT],
    *,
    order: tuple[str, ...],
    filled: tuple[str, ...] = (),
    after: str | None = None,
    size: int = 50,
    in_order: bool = True,
) -> Page[ModelT]:
    """Return the rows after a cursor in one query; an invalid cursor gives the first page.

    `order` names fields of the model itself that are never NULL, ends with the primary key and
    looks like `("-op", "-pk")`. With one direction for all, an index on the same columns serves
    both the order and the place. The cursor is signed and holds the order values of the last row:
    do not order by anything that must not be in a URL. `filled` names columns that may be NULL in
    the table; the caller must have filtered NULLs out. Where another index finds the rows,
    `in_order` is False: the database then sorts what it found, and never walks the index of the
    order to look at each row until it has a page.
    """
    rows = behind(queryset, order=order, filled=filled, after=after)
    if not in_order:
        rows = rows.order_by(*map(by_value, order))
    items = list(rows[: size + 1])
    if len(items) <= size:
        return Page(items, None)
    del items[size:]
    fields = _fields(queryset.model, order, filled)
    last = [field.value_to_string(items[-1]) for field in fields]
    return Page(items, cursor_of(queryset.model, last, order=order))


def cursor_of(model: type[Model], values: Sequence[object], *, order: tuple[str, ...]) -> str:
    """Return the cursor behind which a page begins, by the values in its order."""
    texts = [one.isoformat() if isinstance(one, date) else str(one) for one in values]
    return signing.dumps(texts, salt=_salt(model, order))


def behind(
    queryset: QuerySet[ModelT],
    *,
    order: tuple[str, ...],
    filled: tuple[str, ...] = (),
    after: str | None = None,
) -> QuerySet[ModelT]:
    """Return all rows after a cursor, in order; see `page`."""
    fields = _fields(queryset.model, order, filled)
    if not fields[-1].primary_key:
        raise ValueError("The order must end with the primary key, or rows could be skipped.")
    rows = queryset.order_by(*order)
    values = _read(after, fields, _salt(queryset.model, order))
    return rows if values is None else rows.filter(_behind(order, values))


def pieces(
    queryset: QuerySet[ModelT], *, order: tuple[str, ...], size: int = 1000
) -> Iterator[list[ModelT]]:
    """Yield all rows, some at a time: each is a statement of its own, no longer than a page's.

    Nothing is held in between, so a slow reader keeps no transaction open. What is written
    meanwhile may be in it or not.
    """
    after: str | None = None
    while True:
        with at_most(PAGE_SECONDS):
            found = page(queryset, order=order, after=after, size=size)
        yield found.items
        after = found.next
        if after is None:
            return


def by_value(name: str) -> OrderBy:
    """Return the order of this column, in which the planner walks no index."""
    # The greatest of one is itself.
    value = Func(F(name.removeprefix("-")), function="GREATEST")
    return value.desc() if name.startswith("-") else value.asc()


def _salt(model: type[Model], order: tuple[str, ...]) -> str:
    return f"keyset:{model._meta.label}:{','.join(order)}"


def _fields(
    model: type[Model], order: tuple[str, ...], filled: tuple[str, ...]
) -> "list[Field[Any, Any]]":
    return [_field(model, name, filled) for name in order]


def _field(model: type[Model], name: str, filled: tuple[str, ...]) -> "Field[Any, Any]":
    meta = model._meta
    bare = name.removeprefix("-")
    field = meta.pk if bare == "pk" else meta.get_field(bare)
    if not isinstance(field, Field) or (field.null and bare not in filled):
        raise ValueError(f"A keyset order needs a column that is never NULL, not {name!r}.")
    return field


def _read(after: str | None, fields: "list[Field[Any, Any]]", salt: str) -> list[Any] | None:
    if not after:
        return None
    try:
        texts = signing.loads(after, salt=salt)
        return [field.to_python(text) for field, text in zip(fields, texts, strict=True)]
    except (signing.BadSignature, ValidationError, ValueError, TypeError):
        # Bookmarked before an upgrade, or made up: the first page is always a good answer.
        return None


def _behind(order: tuple[str, ...], values: list[Any]) -> Any:
    names = [name.removeprefix("-") for name in order]
    down = [name.startswith("-") for name in order]
    if len(set(down)) == 1:
        # A row comparison, (op, id) < (x, y), is one range in an index on (op, id).
        compare = TupleLessThan if down[0] else TupleGreaterThan
        return compare(Tuple(*(F(name) for name in names)), tuple(values))
    # Mixed directions: a range on the first column for the index, and the exact rule beside it.
    exact = Q()
    for position, name in enumerate(names):
        same = Q(**dict(zip(names[:position], values[:position], strict=True)))
        beyond = Q(**{f"{name}__{'lt' if down[position] else 'gt'}": values[position]})
        exact |= same & beyond
    return Q(**{f"{names[0]}__{'lte' if down[0] else 'gte'}": values[0]}) & exact
