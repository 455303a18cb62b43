"""What a note asks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from signalen.models.notitie import Agendanotitie
from wijken.models import Owned


class VraagSoort(models.TextChoices):
    """What is asked for."""

    INFORMEREN = "informeren", _("informeren")
    GESPREK = "gesprek", _("gesprek")
    BESLUIT = "besluit", _("besluit")
    ONDERZOEK = "onderzoek", _("onderzoek")
    STOPPEN_MET = "stoppen_met", _("stoppen met")


class Vraag(Owned):
    """What is asked, of whom and by when; one to three in a note."""

    notitie = models.ForeignKey(
        Agendanotitie, on_delete=models.CASCADE, related_name="vragen", db_index=False
    )
    nummer = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=12, choices=VraagSoort.choices)
    aan = models.CharField(max_length=120)
    wat = models.CharField(max_length=400)
    voor = models.DateField()

    class Meta:
        ordering = ["nummer"]
        verbose_name_plural = _("vragen")
        constraints = [
            models.UniqueConstraint(fields=["notitie", "nummer"], name="vraag_nummer"),
            models.CheckConstraint(condition=models.Q(nummer__range=(1, 3)), name="vraag_1_tot_3"),
        ]

    def __str__(self) -> str:
        return f"vraag {self.nummer}"
