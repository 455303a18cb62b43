"""Holding a row while it is changed."""

from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def lock(row: M, *related: str) -> M:
    """Read the row again, with these related rows, and hold it until the transaction ends.

    Only the row itself is held. Raises its model's DoesNotExist when it is gone.
    """
    rows: QuerySet[M] = type(row)._default_manager.select_for_update(of=("self",))
    return rows.select_related(*related).get(pk=row.pk) if related else rows.get(pk=row.pk)


def hold_name(name: str) -> None:
    """Wait for whoever holds this name, and hold it until the transaction ends.

    For a row that is not there yet. Two that insert at once would do too, but PostgreSQL logs the
    one that loses with its values.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
