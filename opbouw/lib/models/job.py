"""The row is the job: background work is a row first and a message second."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobStaat(models.TextChoices):
    """States of a job; the last three are final until someone asks again."""

    GEEN = "geen", _("niet gevraagd")
    AANGEVRAAGD = "aangevraagd", _("aangevraagd")
    BEZIG = "bezig", _("bezig")
    KLAAR = "klaar", _("klaar")
    MISLUKT = "mislukt", _("mislukt")
    # Nobody knows, so it is not tried again by itself.
    ONZEKER = "onzeker", _("waarschijnlijk verstuurd")


class Job(models.Model):
    """A piece of background work that a worker claims, does and records on this row."""

    # The Celery task that does it, called with the row's id alone.
    job_task: ClassVar[str]
    # How often it is tried, and the delay after the first failure, which doubles each time.
    job_attempts: ClassVar[int] = 3
    job_rest: ClassVar[timedelta] = timedelta()
    # The column that holds since when an attempt cannot be taken back; empty when it always can.
    job_point_of_no_return: ClassVar[str] = ""

    job_staat = models.CharField(
        max_length=12, choices=JobStaat.choices, default=JobStaat.AANGEVRAAGD
    )
    job_pogingen = models.PositiveSmallIntegerField(default=0)
    job_lease_tot = models.DateTimeField(null=True, blank=True)
    job_reden = models.CharField(max_length=300, blank=True)
    job_aangevraagd_op = models.DateTimeField(default=timezone.now)
    job_verstuurd_op = models.DateTimeField(null=True, blank=True)  # last sent by the sweeper
    job_klaar_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        # The sweeper looks only at what is not finished, which is always little.
        indexes = [
            models.Index(
                fields=["job_aangevraagd_op"],
                name="%(class)s_open",
                condition=models.Q(job_staat__in=["aangevraagd", "bezig"]),
            )
        ]
