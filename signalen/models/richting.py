"""Possible directions, with advantages and disadvantages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from signalen.models.notitie import Agendanotitie
from wijken.models import Owned


class Drager(models.TextChoices):
    """Who carries a direction."""

    BEWONERS = "bewoners", _("bewoners")
    WIJ = "wij", _("wij")
    GEMEENTE = "gemeente", _("gemeente")
    ANDER = "ander", _("iemand anders")


class Richting(Owned):
    """A possible direction, with its advantages, its disadvantages and who carries it."""

    notitie = models.ForeignKey(
        Agendanotitie, on_delete=models.CASCADE, related_name="richtingen", db_index=False
    )
    nummer = models.PositiveSmallIntegerField()
    wat = models.CharField(max_length=300)
    voordelen = models.CharField(max_length=400, blank=True)
    nadelen = models.CharField(max_length=400, blank=True)
    drager = models.CharField(max_length=10, choices=Drager.choices)
    # Who that other is: a function, a club or an organisation.
    drager_naam = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["nummer"]
        verbose_name_plural = _("richtingen")
        constraints = [
            models.UniqueConstraint(fields=["notitie", "nummer"], name="richting_nummer")
        ]

    def __str__(self) -> str:
        return f"richting {self.nummer}"
