"""The municipality's answer, per vraag and always with a reason."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from signalen.models.vraag import Vraag
from wijken.models import Lidmaatschap, Organisatie, Owned


class Uitkomst(models.TextChoices):
    """What the municipality does with a vraag."""

    OVERGENOMEN = "overgenomen", _("overgenomen")
    DEELS = "deels", _("deels overgenomen")
    NIET = "niet", _("niet overgenomen")
    ONDERZOEK = "onderzoek", _("wordt onderzocht")
    VERWEZEN = "verwezen", _("verwezen")


TOON = {"overgenomen": "klaar", "deels": "loopt", "niet": "gestopt", "verwezen": "verder"}


class BesluitSoort(models.TextChoices):
    """The kind of decision behind the answer."""

    GEEN = "", _("geen besluit")
    TOEZEGGING = "toezegging", _("toezegging")
    MOTIE = "motie", _("motie")
    RAADSINFORMATIEBRIEF = "raadsinformatiebrief", _("raadsinformatiebrief")
    COLLEGEBESLUIT = "collegebesluit", _("collegebesluit")
    BEGROTING = "begroting", _("begroting")


class Antwoord(Owned):
    """One answer to one vraag: the row is that of the organisation that asked."""

    vraag = models.OneToOneField(Vraag, on_delete=models.PROTECT, related_name="antwoord")
    # Who wrote it.
    gemeente = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    uitkomst = models.CharField(max_length=12, choices=Uitkomst.choices)
    reden = models.TextField(max_length=2000)
    besluit = models.CharField(max_length=20, choices=BesluitSoort.choices, blank=True)
    besluit_link = models.URLField(max_length=400, blank=True)
    besluit_nummer = models.CharField(max_length=60, blank=True)
    drager = models.CharField(max_length=120, blank=True)
    voor = models.DateField(null=True, blank=True)
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["vraag__nummer"]
        verbose_name_plural = _("antwoorden")
        indexes = [models.Index(fields=["organisatie"], name="antwoord_van")]

    def __str__(self) -> str:
        return f"antwoord {self.pk}"

    @property
    def stand(self) -> str:
        """Identifies this answer (optimistic locking)."""
        return self.op.isoformat()

    @property
    def toon(self) -> str:
        """How the badge of its outcome looks."""
        return TOON.get(self.uitkomst, "open")

    @property
    def is_niet_hier(self) -> bool:
        """Whether the person named only answers, and carries nothing out."""
        return self.uitkomst in {Uitkomst.NIET, Uitkomst.VERWEZEN}

    @property
    def dagen_te_laat(self) -> int:
        """How many days after the requested reply date it came; 0 when in time."""
        asked = self.vraag.notitie.reactie_voor
        return max(0, (timezone.localdate(self.op) - asked).days) if asked else 0
