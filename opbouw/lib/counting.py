"""Counts that stop: from a hundred on, nobody needs to know how many exactly."""

from typing import Any

from django.db.models import QuerySet

ENOUGH = 100


def count_some(rows: QuerySet[Any]) -> int:
    """Return how many rows there are, at most `ENOUGH`: the database reads no further."""
    return rows.order_by()[:ENOUGH].count()


def in_figures(number: int) -> str:
    """Return what such a count is written as: 7, or 99+."""
    return str(number) if number < ENOUGH else f"{ENOUGH - 1}+"
