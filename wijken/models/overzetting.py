"""A spreadsheet with contacts that somebody kept elsewhere, brought over row by row."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opbouw.lib.models import Job, JobStaat
from wijken.models.organisatie import Lidmaatschap
from wijken.models.owned import Owned, OwnedQuerySet

SHA256 = 64


class OverzetStap(models.TextChoices):
    """What is being done with the file, or was done last."""

    NAKIJKEN = "nakijken", _("wordt gelezen")
    WACHT = "wacht", _("wacht op jou")
    BEWAREN = "bewaren", _("wordt overgezet")
    KLAAR = "klaar", _("overgezet")
    TERUG = "terug", _("wordt teruggedraaid")
    ONGEDAAN = "ongedaan", _("teruggedraaid")
    GEWEIGERD = "geweigerd", _("geweigerd")
    WEGGEGOOID = "weggegooid", _("weggegooid")


# While one of these holds, the same file is not taken in a second time.
BEZET = (
    OverzetStap.NAKIJKEN,
    OverzetStap.WACHT,
    OverzetStap.BEWAREN,
    OverzetStap.KLAAR,
    OverzetStap.TERUG,
)
AT_WORK = (OverzetStap.NAKIJKEN, OverzetStap.BEWAREN, OverzetStap.TERUG)


class OverzettingQuerySet(OwnedQuerySet["Overzetting"]):
    """Spreadsheets that an organisation brought over."""


class Overzetting(Owned, Job):
    """One file: reading it is a job, then bringing it over is one, and so is turning that back."""

    job_task = "wijken.tasks.zet_over"

    stap = models.CharField(
        max_length=10, choices=OverzetStap.choices, default=OverzetStap.NAKIJKEN
    )
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    # What its sender called it; empty once the file is gone, for a name may say too much.
    naam = models.CharField(max_length=120, blank=True)
    # In the folder of these files: first as it was sent, then its rows, encrypted.
    bestand = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField(max_length=SHA256)
    gestuurd_op = models.DateTimeField(default=timezone.now)
    klaar_op = models.DateTimeField(null=True, blank=True)
    # The words above its columns, and which column holds what.
    koppen = ArrayField(models.CharField(max_length=80, blank=True), default=list, blank=True)
    koppeling = models.JSONField(default=dict, blank=True)
    # Whether rows in which a person may be found go along: somebody looked at them.
    nagekeken = models.BooleanField(default=False)
    rijen = models.PositiveIntegerField(default=0)
    # How many blocks of rows are done: written with their contacts, so that no other worker
    # brings them over again.
    blokken = models.PositiveIntegerField(default=0)
    overgezet = models.PositiveIntegerField(default=0)
    stond_er_al = models.PositiveIntegerField(default=0)
    afgekeurd = models.PositiveIntegerField(default=0)
    # Left where they are when the rest was turned back: changed or built upon since.
    gebleven = models.PositiveIntegerField(default=0)
    # Why the file was refused, in a sentence.
    reden = models.CharField(max_length=300, blank=True)
    # How far the present step is, for the page.
    gedaan = models.PositiveBigIntegerField(default=0)
    totaal = models.PositiveBigIntegerField(default=0)

    objects: ClassVar = OverzettingQuerySet.as_manager()

    class Meta(Job.Meta):
        ordering = ["-gestuurd_op", "-pk"]
        verbose_name_plural = _("overzettingen")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stap__in=OverzetStap.values), name="overzetting_stap"
            ),
            models.UniqueConstraint(
                fields=["organisatie", "sha256"],
                condition=models.Q(stap__in=BEZET),
                name="overzetting_eenmaal",
            ),
        ]
        indexes = [
            *Job.Meta.indexes,
            models.Index(fields=["organisatie", "-gestuurd_op"], name="overzetting_lijst"),
        ]

    def __str__(self) -> str:
        return self.naam or str(_("Een spreadsheet"))

    @property
    def bezig(self) -> bool:
        """Whether a worker has it, or is about to."""
        return self.job_staat in {JobStaat.AANGEVRAAGD, JobStaat.BEZIG} and self.stap in AT_WORK

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
        if self.job_staat == JobStaat.MISLUKT or self.stap == OverzetStap.GEWEIGERD:
            return "schuld"
        ended = {
            OverzetStap.KLAAR: "klaar",
            OverzetStap.ONGEDAAN: "gestopt",
            OverzetStap.WEGGEGOOID: "gestopt",
        }
        return ended.get(OverzetStap(self.stap), "loopt" if self.bezig else "open")


class AfgekeurdeRij(Owned):
    """A row of a file that did not go along, or that somebody should look at; never its words."""

    overzetting = models.ForeignKey(
        Overzetting, on_delete=models.CASCADE, related_name="afgekeurde_rijen", db_index=False
    )
    # Its number in the file, as a spreadsheet counts.
    rij = models.PositiveIntegerField()
    reden = models.CharField(max_length=600)
    # It went along: somebody had looked at what was found. Then its contact is looked at again.
    mee = models.BooleanField(default=False)

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("afgekeurde rijen")
        constraints = [
            models.UniqueConstraint(fields=["overzetting", "rij"], name="afgekeurderij_eenmaal")
        ]
        # Those of one organisation are looked up when that goes.
        indexes = [models.Index(fields=["organisatie"], name="afgekeurderij_organisatie")]

    def __str__(self) -> str:
        return f"rij {self.rij} van {self.overzetting_id}"


class Kolomindeling(Owned):
    """Which column held what, for the next file with the same words above its columns."""

    # Of those words: what somebody put there is not kept.
    koppen_sha256 = models.CharField(max_length=SHA256)
    koppeling = models.JSONField(default=dict)

    objects: ClassVar = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("kolomindelingen")
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "koppen_sha256"], name="kolomindeling_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return f"kolomindeling {self.pk}"
