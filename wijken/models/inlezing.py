"""A file that an administrator sent, to be looked at and then read in."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opbouw.lib.models import Job, JobStaat


class InlezingStap(models.TextChoices):
    """What is being done with the file, or was done last."""

    NAKIJKEN = "nakijken", _("wordt nagekeken")
    WACHT = "wacht", _("wacht op jou")
    BEWAREN = "bewaren", _("wordt bewaard")
    KLAAR = "klaar", _("bewaard")
    GEWEIGERD = "geweigerd", _("geweigerd")
    WEGGEGOOID = "weggegooid", _("weggegooid")


class InlezingSoort(models.TextChoices):
    """What is in the file."""

    GEBIEDEN = "gebieden", _("gebieden")
    CIJFERS = "cijfers", _("cijfers")


class Inlezing(Job):
    """One file: first the preview is a job, then, once confirmed, the storing is one."""

    job_task = "wijken.tasks.lees_in"

    stap = models.CharField(
        max_length=12, choices=InlezingStap.choices, default=InlezingStap.NAKIJKEN
    )
    soort = models.CharField(max_length=8, choices=InlezingSoort.choices)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The name that the sender gave it is for people to read; the file has one of our own.
    naam = models.CharField(max_length=120)
    bestand = models.CharField(max_length=80, blank=True)
    grootte = models.PositiveBigIntegerField()
    jaar = models.PositiveSmallIntegerField(null=True, blank=True)
    bron = models.CharField(max_length=90, blank=True)
    # What areas are called that have no name in the file or a wrong one: CODE=NAAM on each line.
    namen = models.TextField(max_length=6000, blank=True)
    gestuurd_op = models.DateTimeField(default=timezone.now)
    # How far the present step is, for the page; what it measures differs per step.
    gedaan = models.PositiveBigIntegerField(default=0)
    totaal = models.PositiveBigIntegerField(default=0)
    voorbeeld = models.JSONField(null=True, blank=True)
    uitkomst = models.JSONField(null=True, blank=True)

    class Meta(Job.Meta):
        ordering = ["-gestuurd_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stap__in=InlezingStap.values), name="inlezing_stap"
            ),
            models.CheckConstraint(
                condition=models.Q(soort__in=InlezingSoort.values), name="inlezing_soort"
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def bezig(self) -> bool:
        """Whether a worker has it, or is about to."""
        return self.job_staat in {JobStaat.AANGEVRAAGD, JobStaat.BEZIG} and self.stap in {
            InlezingStap.NAKIJKEN,
            InlezingStap.BEWAREN,
        }

    @property
    def procent(self) -> int:
        """How far the present step is, of a hundred."""
        return min(100, 100 * self.gedaan // self.totaal) if self.totaal else 0

    @property
    def staat_in_woorden(self) -> str:
        """How it is with the file, in a word or two."""
        if self.job_staat == JobStaat.MISLUKT:
            return str(_("mislukt"))
        return str(self.get_stap_display())

    @property
    def toon(self) -> str:
        """How the badge of that looks."""
        if self.job_staat == JobStaat.MISLUKT or self.stap == InlezingStap.GEWEIGERD:
            return "schuld"
        return {InlezingStap.KLAAR: "klaar", InlezingStap.WEGGEGOOID: "gestopt"}.get(
            InlezingStap(self.stap), "loopt" if self.bezig else "open"
        )
