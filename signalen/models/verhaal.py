"""A story: short, consented, non-identifiable, with its own record."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.models import SentOnce
from signalen.models.signaal import Signaal
from wijken.models import Gebied, Lidmaatschap, Owned, OwnedQuerySet, ToestemmingHoe


class ToestemmingWaarvoor(models.TextChoices):
    """What a story may be used for, as its teller decided."""

    BRIEF = "brief", gettext_lazy("voor een brief aan de gemeente, die iedereen kan lezen")
    TEAM = "team", gettext_lazy("alleen binnen het team")


USABLE = models.Q(
    toestemming_waarvoor=ToestemmingWaarvoor.BRIEF,
    ingetrokken_op__isnull=True,
    woorden_weg_op__isnull=True,
    nagelezen_op__isnull=False,
)


class VerhaalQuerySet(OwnedQuerySet["Verhaal"]):
    """Named selections of stories."""

    def usable(self) -> VerhaalQuerySet:
        """Consented for a letter, not withdrawn, read by a second person: may leave the team."""
        return self.filter(USABLE)

    def not_usable(self) -> VerhaalQuerySet:
        """The others: these stay in the team, or are nobody's to tell any more."""
        return self.exclude(USABLE)

    def to_read(self, lid: Lidmaatschap) -> VerhaalQuerySet:
        """Stories of colleagues that still need this member's eyes."""
        unread = self.filter(ingetrokken_op__isnull=True, nagelezen_op__isnull=True)
        return unread.filter(woorden_weg_op__isnull=True).exclude(door=lid)


class Verhaal(Owned, SentOnce):
    """What somebody told, in at most eighty words, as they agreed that it may be used."""

    signaal = models.ForeignKey(
        Signaal, null=True, blank=True, on_delete=models.SET_NULL, related_name="verhalen"
    )
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="+")
    # Empty once it is withdrawn.
    tekst = models.TextField(max_length=700, blank=True)
    kring = models.CharField(max_length=120)
    toestemming_op = models.DateField(default=timezone.localdate)
    toestemming_hoe = models.CharField(max_length=12, choices=ToestemmingHoe.choices)
    toestemming_waarvoor = models.CharField(max_length=5, choices=ToestemmingWaarvoor.choices)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    nagelezen_door = models.ForeignKey(
        Lidmaatschap, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nagelezen_op = models.DateTimeField(null=True, blank=True)
    door = models.ForeignKey(Lidmaatschap, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    # Its years have passed; the row is left while a sent note tells it.
    woorden_weg_op = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = VerhaalQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = gettext_lazy("verhalen")
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="verhaal_eenmaal"),
            models.CheckConstraint(
                condition=models.Q(nagelezen_door__isnull=True)
                | ~models.Q(nagelezen_door=models.F("door")),
                name="verhaal_tweede_paar_ogen",
            ),
        ]
        indexes = [
            *SentOnce.Meta.indexes,
            models.Index(fields=["organisatie", "-op", "-id"], name="verhaal_lijst"),
            models.Index(
                fields=["organisatie", "op", "id"],
                condition=models.Q(
                    ingetrokken_op__isnull=True,
                    nagelezen_op__isnull=True,
                    woorden_weg_op__isnull=True,
                ),
                name="verhaal_na_te_lezen",
            ),
        ]

    def __str__(self) -> str:
        return f"verhaal {self.pk}"

    @property
    def staat_label(self) -> str:
        """The state of the story, for the badge."""
        if self.ingetrokken_op is not None:
            return _("ingetrokken")
        if self.woorden_weg_op is not None:
            return _("woorden weg")
        return _("nagelezen") if self.nagelezen_op is not None else _("nog na te lezen")

    @property
    def toon(self) -> str:
        """How that badge looks."""
        if self.ingetrokken_op is not None or self.woorden_weg_op is not None:
            return "gestopt"
        return "klaar" if self.nagelezen_op is not None else "open"

    @property
    def bruikbaar(self) -> bool:
        """Whether it may leave the team; the same rule as `usable()`."""
        return (
            self.toestemming_waarvoor == ToestemmingWaarvoor.BRIEF
            and self.ingetrokken_op is None
            and self.woorden_weg_op is None
            and self.nagelezen_op is not None
        )
