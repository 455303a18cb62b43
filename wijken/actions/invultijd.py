"""Counting what filling in costs. No audit row: it would say who filled in what, and when."""

from collections.abc import Sequence
from datetime import date

from django.db import connection, models, transaction
from django.utils import timezone

from wijken.models import Invultijd, Veldgebruik


@transaction.atomic
def count_saved(
    *, organisatie_id: int, formulier: str, seconds: int | None, velden: Sequence[str]
) -> None:
    """Count a form that was saved, after so many seconds, with these fields filled in."""
    where: tuple[int, str, date] = (organisatie_id, formulier, timezone.localdate().replace(day=1))
    _count(Invultijd, "tot", [(*where, step_of(seconds))])
    # In one order, so that two at once never wait for each other.
    _count(Veldgebruik, "veld", [(*where, veld) for veld in sorted(velden)])


def step_of(seconds: int | None) -> int:
    """Return the step of the histogram that so many seconds are in."""
    if seconds is None:
        return Invultijd.ONBEKEND
    return next((tot for tot in Invultijd.STAPPEN if seconds <= tot), Invultijd.LANGER)


def _count(
    model: type[models.Model], what: str, rows: Sequence[tuple[int, str, date, int | str]]
) -> None:
    if not rows:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    places = ", ".join(["(%s, %s, %s, %s, 1)"] * len(rows))
    statement = f"""
        INSERT INTO {table} AS teller (organisatie_id, formulier, maand, {what}, aantal)
        VALUES {places}
        ON CONFLICT (organisatie_id, formulier, maand, {what})
        DO UPDATE SET aantal = teller.aantal + 1
    """  # noqa: S608 -- the names of a table and a column of ours
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])


def delete_times(pks: Sequence[int]) -> None:
    """Remove counters of times."""
    Invultijd.objects.filter(pk__in=pks).delete()


def delete_field_use(pks: Sequence[int]) -> None:
    """Remove counters of fields."""
    Veldgebruik.objects.filter(pk__in=pks).delete()
