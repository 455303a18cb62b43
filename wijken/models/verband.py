"""A tie between two assets, or between one and an institution, on one of the three lines."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opbouw.lib.models import SentOnce
from wijken.models.bron import Bron
from wijken.models.contact import Contactmoment
from wijken.models.lijn import Lijn
from wijken.models.organisatie import Lidmaatschap
from wijken.models.owned import Owned, OwnedQuerySet


class Sterkte(models.TextChoices):
    """How strong a tie is, in words: nobody can measure it."""

    LOS = "los", _("los")
    VAST = "vast", _("vast")
    STEVIG = "stevig", _("stevig")


class VerbandQuerySet(OwnedQuerySet["Verband"]):
    """Named selections of ties."""

    def going_on(self) -> VerbandQuerySet:
        """Not ended."""
        return self.filter(geeindigd_op__isnull=True)

    def of(self, bron: Bron) -> VerbandQuerySet:
        """The ties of one asset, from whichever side they were made."""
        return self.filter(models.Q(bron=bron) | models.Q(andere=bron))


class Verband(Owned, SentOnce):
    """Who knows whom, why, and since when; it runs both ways."""

    bron = models.ForeignKey(Bron, on_delete=models.CASCADE, related_name="+")
    # One of these two.
    andere = models.ForeignKey(
        Bron, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    instelling = models.CharField(max_length=80, blank=True)
    lijn = models.CharField(max_length=11, choices=Lijn.choices)
    waarom = models.CharField(max_length=200)
    sterkte = models.CharField(max_length=6, choices=Sterkte.choices, default=Sterkte.LOS)
    sinds = models.DateField(default=timezone.localdate)
    contact = models.ForeignKey(
        Contactmoment, null=True, blank=True, on_delete=models.SET_NULL, related_name="verbanden"
    )
    geeindigd_op = models.DateField(null=True, blank=True)
    einde_want = models.CharField(max_length=200, blank=True)
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar = VerbandQuerySet.as_manager()

    class Meta:
        ordering = ["-sinds", "-pk"]
        verbose_name_plural = _("verbanden")
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="verband_eenmaal"),
            models.CheckConstraint(
                condition=models.Q(andere__isnull=True, instelling__gt="")
                | models.Q(andere__isnull=False, instelling=""),
                name="verband_met_een",
            ),
            models.CheckConstraint(
                condition=~models.Q(bron=models.F("andere")), name="verband_niet_met_zichzelf"
            ),
            models.CheckConstraint(condition=models.Q(lijn__in=Lijn.values), name="verband_lijn"),
            models.CheckConstraint(
                condition=models.Q(sterkte__in=Sterkte.values), name="verband_sterkte"
            ),
            models.CheckConstraint(
                condition=models.Q(geeindigd_op__isnull=True)
                | models.Q(geeindigd_op__gte=models.F("sinds")),
                name="verband_einde",
            ),
        ]
        indexes = [
            *SentOnce.Meta.indexes,
            models.Index(fields=["organisatie", "-sinds", "-id"], name="verband_lijst"),
        ]

    def __str__(self) -> str:
        return f"verband {self.pk}"

    def seen_from(self, bron: Bron) -> Bron | None:
        """Return the asset at the other end; None for an institution."""
        return self.bron if self.andere_id == bron.pk else self.andere
