"""Days counted back from today, and actions that happened then."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max
from django.utils import timezone

from opbouw.lib.models import AuditRegel, JobStaat, Mail

# What was mailed longer ago lies in nobody's inbox of the demo.
POST_DAGEN = 21


@dataclass(frozen=True)
class Klok:
    """The day on which the example data is made; everything lies before it."""

    vandaag: date

    def dag(self, dagen: int) -> date:
        """The day so many days ago; a negative number is still to come."""
        return self.vandaag - timedelta(days=dagen)

    def werkdag(self, dagen: int) -> date:
        """The same, or the Friday before it: offices are closed in the weekend."""
        return werkdag(self.dag(dagen))

    def moment(self, dagen: int, uur: int = 10, minuut: int = 0) -> datetime:
        """The moment so many days ago."""
        return at(self.dag(dagen), uur, minuut)

    def laatste(self, maand: int, dag: int, *, minstens: int = 1) -> date:
        """The last such day of such a month that is at least so many days ago."""
        grens = self.dag(minstens)
        found = date(grens.year, maand, dag)
        return found if found <= grens else date(grens.year - 1, maand, dag)


def werkdag(dag: date) -> date:
    """Return this day, or the Friday before when it lies in a weekend."""
    return dag - timedelta(days=max(0, dag.weekday() - 4))


def at(dag: date, uur: int = 10, minuut: int = 0) -> datetime:
    """The moment on that day in our own time zone."""
    return timezone.make_aware(datetime.combine(dag, time(uur, minuut)))


@contextmanager
def toen(moment: datetime) -> Iterator[None]:
    """Date the audit rows and the mails of the actions inside at this moment."""
    audit = AuditRegel.objects.aggregate(last=Max("pk"))["last"] or 0
    mail = Mail.objects.aggregate(last=Max("pk"))["last"] or 0
    yield
    AuditRegel.objects.filter(pk__gt=audit).update(op=moment)
    mails = Mail.objects.filter(pk__gt=mail)
    if timezone.now() - moment > timedelta(days=POST_DAGEN):
        mails.update(
            job_staat=JobStaat.KLAAR,
            job_pogingen=1,
            job_aangevraagd_op=moment,
            job_klaar_op=moment,
            aan="",
            onderwerp="",
            tekst="",
            html="",
        )
