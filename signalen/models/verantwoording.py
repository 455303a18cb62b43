"""An account of the work that was asked for as a PDF."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opbouw.lib.models import Job, SentOnce
from wijken.models import Gebied, Lidmaatschap, Owned, OwnedQuerySet


class VerantwoordingPdf(Owned, SentOnce, Job):
    """What one account said when it was asked for, and the PDF that is made from it.

    It is made to be taken along: after a month it goes, and it can always be made again.
    """

    job_task = "signalen.tasks.make_account"

    # None for the whole organisation.
    gebied = models.ForeignKey(
        Gebied, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The code of a quarter or a year: 2026-k3, 2026.
    tijdvak = models.CharField(max_length=7)
    inhoud = models.JSONField()
    bestand = models.CharField(max_length=200, blank=True)
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta(Job.Meta):
        ordering = ["-op", "-pk"]
        verbose_name = _("verantwoording")
        verbose_name_plural = _("verantwoordingen")
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "sleutel"], name="verantwoording_eenmaal"
            )
        ]
        indexes = [
            *Job.Meta.indexes,
            *SentOnce.Meta.indexes,
            models.Index(fields=["organisatie", "-op", "-id"], name="verantwoording_lijst"),
        ]

    def __str__(self) -> str:
        return f"verantwoording {self.pk}"
