"""Settled versions of a note and their PDF."""

from django.db import models
from django.utils import timezone

from opbouw.lib.models import Job
from signalen.models.notitie import Agendanotitie
from wijken.models import Lidmaatschap, Owned


class NotitieVersie(Owned, Job):
    """A settled version, and the PDF made from its content.

    The content never changes, except when a story is withdrawn before the note is sent.
    """

    job_task = "signalen.tasks.make_pdf"

    notitie = models.ForeignKey(
        Agendanotitie, on_delete=models.CASCADE, related_name="versies", db_index=False
    )
    nummer = models.PositiveSmallIntegerField()
    inhoud = models.JSONField()
    vastgesteld_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    vastgesteld_op = models.DateTimeField(default=timezone.now)
    bestand = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta(Job.Meta):
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["notitie", "nummer"], name="versie_nummer")]
        indexes = [*Job.Meta.indexes, models.Index(fields=["organisatie"], name="versie_van")]

    def __str__(self) -> str:
        return f"versie {self.nummer}"
