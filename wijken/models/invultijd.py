"""What filling in costs: counters per form and month, in which no person and no device is."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy

from wijken.models.owned import Owned


class Invultijd(Owned):
    """How often a form was saved within so many seconds, in one month.

    A counter for each step and not the seconds themselves: a single time would be somebody's.
    """

    # Each is the most of its step. Nobody knows how long it took; or it took longer than all.
    ONBEKEND: ClassVar[int] = 0
    LANGER: ClassVar[int] = 86_400
    STAPPEN: ClassVar[tuple[int, ...]] = (5, 10, 20, 30, 60, 120, 300, 600, LANGER)

    # The name of its address.
    formulier = models.CharField(max_length=60)
    maand = models.DateField()
    tot = models.PositiveIntegerField()
    aantal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = gettext_lazy("invultijden")
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "formulier", "maand", "tot"], name="invultijd_teller"
            )
        ]

    def __str__(self) -> str:
        return f"{self.formulier} {self.maand:%Y-%m} {self.tot}: {self.aantal}"


class Veldgebruik(Owned):
    """How often one field that may stay empty was filled in, in one month."""

    formulier = models.CharField(max_length=60)
    maand = models.DateField()
    veld = models.CharField(max_length=60)
    aantal = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = gettext_lazy("gebruik van velden")
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "formulier", "maand", "veld"], name="veldgebruik_teller"
            )
        ]

    def __str__(self) -> str:
        return f"{self.formulier} {self.maand:%Y-%m} {self.veld}: {self.aantal}"
