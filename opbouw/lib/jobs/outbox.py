"""Background work that survives worker crashes, broker outages and poison-pill jobs.

The row is written in the transaction of the action that wants the work. The message to Celery
is best effort: a sweeper sends it again when it was lost and when a lease ran out, and gives up
after `Job.job_attempts` attempts with a reason that a reader understands.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from celery import current_app
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from opbouw.lib.models.job import Job, JobStaat

J = TypeVar("J", bound=Job)

log = logging.getLogger(__name__)

BREAKER_SECONDS = 10.0
GIVE_UP_REASON = gettext_lazy(
    "Het brak steeds af zonder uitleg. Probeer het opnieuw of vraag hulp."
)
DOUBT_REASON = gettext_lazy("De mailserver zei niet of het bericht is aangekomen.")


class Breaker:
    """Stops asking a broker that does not answer, so that a page waits for it only once."""

    def __init__(self) -> None:
        self.open_until = 0.0

    def is_open(self) -> bool:
        """Tell whether publishing is left to the sweeper for now."""
        return time.monotonic() < self.open_until

    def trip(self) -> None:
        """Leave the broker alone for a while."""
        self.open_until = time.monotonic() + BREAKER_SECONDS


breaker = Breaker()


class ClaimLostError(Exception):
    """Another worker has the job: this attempt must not take effect."""


@dataclass(frozen=True)
class Claim:
    """One worker's hold on one attempt at one job."""

    model: type[Job]
    pk: int
    attempt: int
    # Attempts are counted anew after a retry; the end of the lease tells them apart.
    lease_tot: datetime


def request(job: Job) -> None:
    """Ask for the work of this row once the transaction has committed."""
    transaction.on_commit(lambda: publish(job.job_task, job.pk))


def publish(task: str, pk: int) -> bool:
    """Send the message, best effort; False when the broker did not take it."""
    if breaker.is_open():
        return False
    try:
        current_app.send_task(task, args=[pk], retry=False)
    except Exception as error:  # the row is safe, so a broker's trouble must not reach the page
        breaker.trip()
        log.warning("Broker did not answer (%s); the sweeper sends again.", type(error).__name__)
        return False
    return True


def claim(model: type[J], pk: int) -> tuple[Claim, J] | None:
    """Take the job with one conditional UPDATE; None when another has it or it is finished."""
    now = timezone.now()
    lease_tot = now + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    expired = Q(job_staat=JobStaat.BEZIG, job_lease_tot__lt=now) & ~_beyond_recall(model)
    free = Q(job_staat=JobStaat.AANGEVRAAGD) | expired
    taken = (
        _rows(model)
        .filter(free, pk=pk, job_pogingen__lt=model.job_attempts)
        .update(
            job_staat=JobStaat.BEZIG,
            job_pogingen=F("job_pogingen") + 1,
            job_lease_tot=lease_tot,
        )
    )
    if not taken:
        return None
    job = _rows(model).get(pk=pk)
    return Claim(model, pk, job.job_pogingen, lease_tot), job


def renew(held: Claim, **fields: Any) -> Claim | None:
    """Hold the job for another lease, and write how far it is; None when it is not ours now."""
    lease_tot = timezone.now() + timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    if not _held(held).update(job_lease_tot=lease_tot, **fields):
        return None
    return replace(held, lease_tot=lease_tot)


def pass_point_of_no_return(held: Claim, *, seconds: float) -> Claim | None:
    """Record that the attempt may take effect from now on, and hold it for this many seconds.

    None when it is no longer ours: then it must not take effect.
    """
    now = timezone.now()
    lease_tot = now + timedelta(seconds=seconds)
    column = held.model.job_point_of_no_return
    ours = _held(held).update(job_lease_tot=lease_tot, **{column: now})
    return replace(held, lease_tot=lease_tot) if ours else None


def doubt(held: Claim, reden: str) -> None:
    """Record that nobody knows whether it took effect: it is not tried again by itself."""
    _held(held).update(job_staat=JobStaat.ONZEKER, job_lease_tot=None, job_reden=reden[:300])


def finish(held: Claim, **fields: Any) -> bool:
    """Record success, only if the attempt is still ours; False when it is not."""
    return bool(
        _held(held).update(
            job_staat=JobStaat.KLAAR,
            job_klaar_op=timezone.now(),
            job_lease_tot=None,
            job_reden="",
            **fields,
        )
    )


def fail(held: Claim, reden: str, *, again: bool = True) -> None:
    """Record a failed attempt: ask again, or give up with the reason after the last one."""
    final = not again or held.attempt >= held.model.job_attempts
    rest = held.model.job_rest * 2 ** (held.attempt - 1)
    _held(held).update(
        job_staat=JobStaat.MISLUKT if final else JobStaat.AANGEVRAAGD,
        job_lease_tot=None,
        job_reden=reden[:300],
        job_aangevraagd_op=timezone.now() + (timedelta() if final else rest),
        **_taken_back(held.model),
    )


def retry(job: Job) -> bool:
    """Start again on a job that was given up or is in doubt; False when there was nothing to do."""
    again = (
        _rows(type(job))
        .filter(pk=job.pk, job_staat__in=[JobStaat.MISLUKT, JobStaat.ONZEKER])
        .update(
            job_staat=JobStaat.AANGEVRAAGD,
            job_pogingen=0,
            job_reden="",
            job_aangevraagd_op=timezone.now(),
            **_taken_back(type(job)),
        )
    )
    if again:
        request(job)
    return bool(again)


def sweep() -> dict[str, int]:
    """Give up what failed too often and send again what was lost or whose lease ran out."""
    now = timezone.now()
    lost_before = now - timedelta(seconds=settings.OUTBOX_SWEEP_SECONDS)
    # What was sent again already waits longer, or a stopped worker would find a queue of copies.
    sent_before = now - timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    counts = {"given_up": 0, "sent": 0}
    for model in job_models():
        expired = Q(job_staat=JobStaat.BEZIG, job_lease_tot__lt=now)
        counts["given_up"] += (
            _rows(model)
            .filter(expired & _beyond_recall(model))
            .update(job_staat=JobStaat.ONZEKER, job_lease_tot=None, job_reden=str(DOUBT_REASON))
        )
        counts["given_up"] += (
            _rows(model)
            .filter(expired, job_pogingen__gte=model.job_attempts)
            .update(job_staat=JobStaat.MISLUKT, job_lease_tot=None, job_reden=str(GIVE_UP_REASON))
        )
        lost = Q(job_staat=JobStaat.AANGEVRAAGD, job_aangevraagd_op__lte=lost_before)
        recent = Q(job_verstuurd_op__gt=sent_before)
        waiting = _rows(model).filter(lost | expired).exclude(recent).order_by("job_aangevraagd_op")
        for pk in waiting.values_list("pk", flat=True)[:500]:
            if publish(model.job_task, pk):
                _rows(model).filter(pk=pk).update(job_verstuurd_op=now)
                counts["sent"] += 1
    return counts


def job_models() -> Iterator[type[Job]]:
    """Yield every model that is a job."""
    for model in apps.get_models():
        if issubclass(model, Job):
            yield model


def _rows(model: type[J]) -> models.QuerySet[J]:
    return model._default_manager.all()


def _beyond_recall(model: type[Job]) -> Q:
    column = model.job_point_of_no_return
    return Q(**{f"{column}__isnull": False}) if column else Q(pk__in=[])


def _taken_back(model: type[Job]) -> dict[str, None]:
    column = model.job_point_of_no_return
    return {column: None} if column else {}


def _held(held: Claim) -> models.QuerySet[Job]:
    return _rows(held.model).filter(
        pk=held.pk,
        job_pogingen=held.attempt,
        job_lease_tot=held.lease_tot,
        job_staat=JobStaat.BEZIG,
    )
