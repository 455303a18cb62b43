"""A promise with a day: who keeps it, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.text.dates import day_as
from wijken.models.contact import Contactmoment
from wijken.models.gebied import Gebied
from wijken.models.organisatie import Lidmaatschap
from wijken.models.owned import Owned, OwnedQuerySet
from wijken.models.weghaalbaar import Weghaalbaar

# Neither done nor called off: what still asks for somebody.
OPEN = Q(gedaan_op__isnull=True, vervallen_op__isnull=True)


class AfspraakQuerySet(OwnedQuerySet["Afspraak"]):
    """Named selections of appointments."""

    def open(self) -> AfspraakQuerySet:
        """Appointments that somebody still has to keep."""
        return self.filter(OPEN)

    def kept_by(self, lid: Lidmaatschap) -> AfspraakQuerySet:
        """Open appointments that this member has to keep."""
        return self.open().filter(bij=lid)

    def kept_by_nobody(self, gone: Sequence[int]) -> AfspraakQuerySet:
        """Open appointments of the members who are gone."""
        return self.open().filter(bij__in=gone)


class Afspraak(Owned, Weghaalbaar):
    """What somebody will do, and on which day; made in a contact or without one."""

    vervangen = ("wat",)
    geleegd = ("vervallen_want",)

    contact = models.ForeignKey(
        Contactmoment,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="afspraken",
        db_index=False,
    )
    # That of its contact; one of its own, so that a day reads this table alone.
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="+")
    wat = models.CharField(max_length=200)
    op = models.DateField()
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    bij = models.ForeignKey(
        Lidmaatschap, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    overgedragen_op = models.DateTimeField(null=True, blank=True, editable=False)
    gedaan_op = models.DateTimeField(null=True, blank=True, editable=False)
    vervallen_op = models.DateTimeField(null=True, blank=True, editable=False)
    vervallen_want = models.CharField(max_length=200, blank=True)

    objects: ClassVar = AfspraakQuerySet.as_manager()

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = gettext_lazy("afspraken")
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="afspraak_eenmaal"),
            models.CheckConstraint(
                condition=Q(gedaan_op__isnull=True) | Q(vervallen_op__isnull=True),
                name="afspraak_een_einde",
            ),
        ]
        indexes = [
            *Weghaalbaar.Meta.indexes,
            models.Index(fields=["bij", "op", "id"], name="afspraak_belofte", condition=OPEN),
            models.Index(fields=["organisatie", "op", "id"], name="afspraak_open", condition=OPEN),
            models.Index(
                fields=["contact", "op", "id"],
                name="afspraak_van_contact",
                condition=Q(contact__isnull=False),
            ),
            # What the nightly batches and the page of what goes walk.
            models.Index(fields=["organisatie", "gemaakt_op"], name="afspraak_te_bewaren"),
        ]

    def __str__(self) -> str:
        return f"afspraak {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to keep it."""
        return self.gedaan_op is None and self.vervallen_op is None

    @property
    def waar(self) -> str:
        """The place where it was made, as far as there was one, and the area."""
        places = (self.contact.waar if self.contact else "", self.gebied.naam)
        return ", ".join(filter(None, places))

    @property
    def bij_is_weg(self) -> bool:
        """Whether whoever should keep it does not work here any more."""
        return not (self.bij.actief and self.bij.gebruiker.is_active)

    @property
    def dag(self) -> str:
        """The day as people say it; with the year when it is another one."""
        today = timezone.localdate()
        if self.op == today:
            return _("vandaag")
        return day_as(self.op, "l j F" if self.op.year == today.year else "l j F Y")

    @property
    def te_laat(self) -> bool:
        """Whether its day has passed while it is open."""
        return self.is_open and self.op < timezone.localdate()


class Verplaatsing(Owned, Weghaalbaar):
    """An appointment was moved to another day, with the reason."""

    vervangen = ("want",)

    afspraak = models.ForeignKey(Afspraak, on_delete=models.CASCADE, related_name="verplaatsingen")
    van = models.DateField()
    naar = models.DateField()
    want = models.CharField(max_length=200)
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = gettext_lazy("verplaatsingen")
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="verplaatsing_eenmaal")
        ]
        indexes = [*Weghaalbaar.Meta.indexes]

    def __str__(self) -> str:
        return f"verplaatsing {self.pk}"
