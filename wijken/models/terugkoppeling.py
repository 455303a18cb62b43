"""Telling back: to whom, how, by whom and when."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijken.models.organisatie import Lidmaatschap
from wijken.models.owned import Owned


class Hoe(models.TextChoices):
    """The way in which people were told."""

    GESPREK = "gesprek", _("in een gesprek ter plekke")
    BIJEENKOMST = "bijeenkomst", _("op een bijeenkomst")
    BRIEFJE = "briefje", _("met een briefje of poster")
    BERICHT = "bericht", _("met een bericht")
    KRANT = "krant", _("in de wijkkrant")


class Terugkoppeling(Owned):
    """One time that a circle of people was told what came of it."""

    kring = models.CharField(max_length=160)
    waar = models.CharField(max_length=160, blank=True)
    hoe = models.CharField(max_length=12, choices=Hoe.choices)
    tekst = models.TextField(max_length=1500)
    door = models.ForeignKey(Lidmaatschap, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateField(default=timezone.localdate)

    class Meta:
        abstract = True
        ordering = ["op", "pk"]
