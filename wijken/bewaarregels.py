"""What an app says about how long each of its models is kept, and what happens then.

Each app names its rules in its `retention.py`; a test fails for a model without one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import DateField, Max, Model, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.functional import Promise

from wijken.models import Onderwerp


@dataclass(frozen=True)
class Rule:
    """What happens to the rows of one model when their term has passed.

    `term` is a subject, of which an organisation chooses the years, or as many days for everybody.
    `rows` returns those that still hold what has to go, `laatst` is the date that the term is
    counted from, and `act` treats rows by their keys, after which `rows` no longer returns them.
    `wat` says in Dutch what goes, `after` in English for docs/privacy.md. `since` is a moment
    or a day that `laatst` is never before: only rows that began so long ago are looked at closely.
    """

    model: type[Model]
    term: Onderwerp | timedelta
    rows: Callable[[], QuerySet[Model]]
    laatst: Combinable
    act: Callable[[Sequence[int]], None]
    wat: Promise
    after: str
    since: str = ""

    @property
    def by_moment(self) -> bool:
        """Whether the term counts from the day of `since` and from nothing else."""
        return bool(self.since) and isinstance(self.laatst, TruncDate)

    def of(self, organisatie_id: int | None) -> "QuerySet[Model]":
        """Return the organisation's rows with the date that their term counts from."""
        rows = self.rows().filter(organisatie_id=organisatie_id)
        dated: QuerySet[Model] = rows.annotate(laatst=self.laatst)
        return dated

    def due(self, organisatie_id: int | None, before: date) -> "QuerySet[Model]":
        """Return the rows whose last movement was before this day."""
        rows: QuerySet[Model] = self.begun(organisatie_id, before).filter(laatst__lt=before)
        return rows

    def begun(self, organisatie_id: int | None, before: date) -> "QuerySet[Model]":
        """Return what an index knows of the rows that are due: those that began before this day."""
        rows = self.of(organisatie_id)
        return rows.filter(**{f"{self.since}__lt": start_of(before)}) if self.since else rows


@dataclass(frozen=True)
class Kept:
    """A model without a term of its own: another rule, another job or the account decides."""

    model: str
    until: str


def start_of(day: date) -> datetime:
    """Return the moment that a day begins, in local time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def day_of(field: str) -> TruncDate:
    """Return the day of a moment, in local time."""
    return TruncDate(field)


def newest(model: type[Model], link: str, field: str, *, moment: bool = True) -> Subquery:
    """Return the last day in `field` of the rows that hang on this one by `link`."""
    last = Max(TruncDate(field) if moment else field)
    hanging = model._default_manager.filter(**{link: OuterRef("pk")}).order_by()
    rows = hanging.values(link).annotate(newest=last).values("newest")
    return Subquery(rows, output_field=DateField())
