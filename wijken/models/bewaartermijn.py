"""How long an organisation keeps what, within the bounds of the practice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijken.models.owned import Owned


class Onderwerp(models.TextChoices):
    """What has a term of its own."""

    CONTACTGEGEVENS = "contactgegevens", _("Contactgegevens van bewoners")
    CONTACTEN = "contacten", _("De woorden bij een contact")
    VERHALEN = "verhalen", _("Verhalen")
    SIGNALEN = "signalen", _("Signalen en duidingen")
    INITIATIEVEN = "initiatieven", _("Initiatieven en berichten van bewoners")
    CONCEPTEN = "concepten", _("Notities die nooit verzonden zijn")
    NOTITIES = "notities", _("Verzonden notities en antwoorden")
    LOGBOEK = "logboek", _("Wie wat deed (logboek)")


@dataclass(frozen=True)
class Termijn:
    """Years: the shortest an organisation may choose, the longest, and what is counted from."""

    least: int
    most: int
    vanaf: object

    @property
    def default(self) -> int:
        """Return what counts when an organisation chose nothing: the longest that is allowed."""
        return self.most


# The longest are the rules of the practice; see docs/decisions/0096.
TERMIJNEN: dict[str, Termijn] = {
    Onderwerp.CONTACTGEGEVENS: Termijn(1, 2, _("na het laatste contact")),
    Onderwerp.CONTACTEN: Termijn(1, 2, _("na het contact")),
    Onderwerp.VERHALEN: Termijn(1, 5, _("na de toestemming")),
    Onderwerp.SIGNALEN: Termijn(2, 5, _("na de laatste stap")),
    Onderwerp.INITIATIEVEN: Termijn(2, 5, _("na het laatste bericht")),
    Onderwerp.CONCEPTEN: Termijn(1, 5, _("na het begin of de laatste versie")),
    Onderwerp.NOTITIES: Termijn(5, 10, _("na het laatste antwoord")),
    Onderwerp.LOGBOEK: Termijn(1, 2, _("na de handeling")),
}


class Bewaartermijn(Owned):
    """The number of years that one organisation chose for one subject."""

    onderwerp = models.CharField(max_length=16, choices=Onderwerp.choices)
    jaren = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["onderwerp"]
        verbose_name_plural = _("bewaartermijnen")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisatie", "onderwerp"], name="bewaartermijn_eenmaal"
            ),
            models.CheckConstraint(
                condition=models.Q(jaren__range=(1, 10)), name="bewaartermijn_jaren"
            ),
            models.CheckConstraint(
                condition=models.Q(onderwerp__in=Onderwerp.values), name="bewaartermijn_onderwerp"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.onderwerp}: {self.jaren}"
