"""Days counted back from today, and actions that happened then."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, Model
from django.utils import timezone

from opbouw.lib.models import AuditRegel, JobStaat, Mail

# Mail that is older than this is in nobody's inbox of the demo.
MAIL_DAYS = 21
# Exactly one of these says which day is meant.
ANCHORS = frozenset({"days_ago", "days_ahead", "days_later", "month"})


@dataclass(frozen=True)
class When:
    """A day as the TOML tells it."""

    # Negative is still to come.
    days_ago: int | None = None
    # After what it came from.
    days_later: int | None = None
    # The last such month that is at least this many days ago.
    month: int | None = None
    at_least_days_ago: int = 2
    at: time | None = None

    @property
    def days(self) -> int:
        """The number of days, ago or later."""
        return self.days_later or 0 if self.days_ago is None else self.days_ago


def read_when(value: object, words: frozenset[str]) -> When:
    """Return the day that this table tells in these words; raises ValueError when it does not."""
    if not isinstance(value, dict) or set(value) - words or len(set(value) & ANCHORS) != 1:
        raise ValueError(f"must be a day in the words {', '.join(sorted(words))}, not {value!r}")
    for word, number in value.items():
        if type(number) is not (time if word == "at" else int):
            raise ValueError(f"has {number!r} as {word}")
    if value.get("month", 1) not in range(1, 13):
        raise ValueError(f"has month {value['month']}")
    if "days_ahead" in value:
        return When(-value["days_ahead"])
    return When(**value)


@dataclass(frozen=True)
class Clock:
    """The day on which the example data is made; all of it happened before."""

    today: date

    def day(self, when: When, since: date | None = None) -> date:
        """Return this day; `days_later` counts from `since`."""
        if when.days_later is not None and since is not None:
            return since + timedelta(days=when.days_later)
        return self.today - timedelta(days=when.days)

    def workday(self, when: When, since: date | None = None) -> date:
        """Return the same day, or the Friday before it: offices are closed in the weekend."""
        day = self.day(when, since)
        return day - timedelta(days=max(0, day.weekday() - 4))

    def moment(self, when: When, hour: int, minute: int = 0) -> datetime:
        """Return this day at this time, unless it tells a time of its own."""
        own = when.at or time(hour, minute)
        return at(self.day(when), own.hour, own.minute)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the moment on that day in our own time zone."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def redate(row: Model, **moments: date | None) -> None:
    """Put back the days and moments that an action took from the clock on the wall."""
    type(row)._default_manager.filter(pk=row.pk).update(**moments)


@contextmanager
def backdated(moment: datetime) -> Iterator[None]:
    """Date the audit rows and the mails of the actions inside at this moment."""
    audit = AuditRegel.objects.aggregate(last=Max("pk"))["last"] or 0
    mail = Mail.objects.aggregate(last=Max("pk"))["last"] or 0
    yield
    AuditRegel.objects.filter(pk__gt=audit).update(op=moment)
    if timezone.now() - moment > timedelta(days=MAIL_DAYS):
        Mail.objects.filter(pk__gt=mail).update(
            job_staat=JobStaat.KLAAR,
            job_pogingen=1,
            job_aangevraagd_op=moment,
            job_klaar_op=moment,
            **dict.fromkeys(("aan", "onderwerp", "tekst", "html"), ""),
        )
