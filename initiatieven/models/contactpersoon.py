"""Somebody at an asset or a plan who may be called: names live here and in Indiener alone."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatieven.models.initiatief import Initiatief
from opbouw.lib.encrypted import EncryptedTextField
from opbouw.lib.models import SentOnce
from wijken.models import Bron, Lidmaatschap, Owned, OwnedQuerySet, ToestemmingHoe

GEGEVENS = ("naam", "telefoon", "email")


class Grond(models.TextChoices):
    """Why somebody's details may be kept."""

    TOESTEMMING = "toestemming", _("met toestemming")
    ZAKELIJK = "zakelijk", _("zakelijk contact, van een functie die openbaar is")


class ContactpersoonQuerySet(OwnedQuerySet["Contactpersoon"]):
    """Named selections of contact persons."""

    def without_details(self) -> Self:
        """Leave what is encrypted in the database: unseen, and no harm when it is damaged."""
        return self.defer(*GEGEVENS)


class Contactpersoon(Owned, SentOnce):
    """How to reach whoever one needs at a bron or an initiatief: encrypted, and it expires."""

    bron = models.ForeignKey(
        Bron, null=True, blank=True, on_delete=models.CASCADE, related_name="contactpersonen"
    )
    initiatief = models.ForeignKey(
        Initiatief, null=True, blank=True, on_delete=models.CASCADE, related_name="contactpersonen"
    )
    # What somebody is to the asset or plan, in a few words; no name.
    rol = models.CharField(max_length=80)
    naam = EncryptedTextField(max_length=120, blank=True)
    telefoon = EncryptedTextField(max_length=30, blank=True)
    email = EncryptedTextField(max_length=254, blank=True)
    # Under sixteen the details are a parent's, never the child's own.
    van_ouder = models.BooleanField(default=False)
    grond = models.CharField(max_length=11, choices=Grond.choices)
    toestemming_op = models.DateField(null=True, blank=True)
    toestemming_hoe = models.CharField(max_length=12, choices=ToestemmingHoe.choices, blank=True)
    gesproken_op = models.DateField(default=timezone.localdate)
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")

    # The day in whose night it goes, by the organisation's term; set by the queries.
    verdwijnt_op: date | None = None

    objects: ClassVar = ContactpersoonQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["gesproken_op", "pk"]
        verbose_name_plural = _("contactpersonen")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisatie", "sleutel"], name="contactpersoon_eenmaal"
            ),
            models.CheckConstraint(
                condition=models.Q(bron__isnull=True) ^ models.Q(initiatief__isnull=True),
                name="contactpersoon_bij_een",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    grond=Grond.TOESTEMMING,
                    toestemming_op__isnull=False,
                    toestemming_hoe__in=ToestemmingHoe.values,
                )
                | models.Q(
                    grond=Grond.ZAKELIJK,
                    toestemming_op__isnull=True,
                    toestemming_hoe="",
                    van_ouder=False,
                ),
                name="contactpersoon_grond",
            ),
        ]
        indexes: ClassVar = [
            *SentOnce.Meta.indexes,
            models.Index(fields=["organisatie", "gesproken_op", "id"], name="contactpersoon_lijst"),
        ]

    def __str__(self) -> str:
        return f"contactpersoon {self.pk}"

    @property
    def bij(self) -> Bron | Initiatief:
        """What somebody is the contact person of."""
        found = self.bron or self.initiatief
        if found is None:
            raise ValueError("A contact person belongs to a bron or an initiatief.")
        return found

    @property
    def vandaag_gesproken(self) -> bool:
        """Whether the last contact was today."""
        return self.gesproken_op == timezone.localdate()
