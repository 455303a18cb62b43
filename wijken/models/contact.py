"""The everyday: a contact, noted in ten seconds."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.database.fulltext import search_index
from opbouw.lib.models.labels import label_of
from opbouw.lib.text.dates import clock, day_as, month
from wijken.models.gebied import Gebied
from wijken.models.lijn import Aantal, OpLijnen, Thema, Vindplaats, Werksoort
from wijken.models.organisatie import Lidmaatschap
from wijken.models.owned import Owned, OwnedQuerySet
from wijken.models.weghaalbaar import WITH_WORDS, Weghaalbaar

# Noted later, a contact has no exact time: these two mark that, and are not shown as a time.
OCHTEND, OVERDAG = time(9), time(12)
SEARCHED = ("plek", "tekst", "lijn_waarom")


class ContactQuerySet(OwnedQuerySet["Contactmoment"]):
    """Contacts of an organisation."""


class Contactmoment(Owned, Weghaalbaar, OpLijnen):
    """One meeting of a community worker with people in the neighbourhood; no personal data."""

    vervangen = ("tekst",)
    geleegd = ("plek", "lijn_waarom")

    # Nobody once the words are gone: what is left counts contacts, never those of a worker.
    door = models.ForeignKey(
        Lidmaatschap, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    op = models.DateTimeField(default=timezone.now)
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="+", db_index=False)
    vindplaats = models.CharField(max_length=10, choices=Vindplaats.choices)
    plek = models.CharField(max_length=80, blank=True)
    thema = models.CharField(max_length=12, choices=Thema.choices, blank=True)
    aantal = models.CharField(max_length=5, choices=Aantal.choices, default=Aantal.EEN)
    werksoorten = ArrayField(
        models.CharField(max_length=12, choices=Werksoort.choices),
        default=list,
        blank=True,
        size=len(Werksoort.values),
    )
    tekst = models.TextField(max_length=2000, blank=True)
    # Noted during a walk with many short talks.
    ronde = models.ForeignKey(
        "wijken.Ronde",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contacten",
        db_index=False,
    )
    # Brought over from a spreadsheet, and not noted here.
    overzetting = models.ForeignKey(
        "wijken.Overzetting",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="contacten",
        db_index=False,
    )
    # Reduced to theme, area, line and month.
    woorden_weg_op = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = gettext_lazy("contactmomenten")
        constraints = [
            *OpLijnen.Meta.constraints,
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="contact_eenmaal"),
            models.CheckConstraint(
                condition=models.Q(werksoorten__contained_by=Werksoort.values),
                name="contact_werksoorten",
            ),
        ]
        indexes = [
            *Weghaalbaar.Meta.indexes,
            models.Index(fields=["organisatie", "-op", "-id"], name="contact_lijst"),
            models.Index(fields=["gebied", "organisatie", "-op", "-id"], name="contact_in_gebied"),
            models.Index(fields=["door", "-op", "-id"], name="contact_van_lid"),
            models.Index(
                fields=["ronde"], name="contact_van_ronde", condition=models.Q(ronde__isnull=False)
            ),
            models.Index(
                fields=["overzetting", "id"],
                name="contact_overgezet",
                condition=models.Q(overzetting__isnull=False),
            ),
            # What a list that is saved again is compared with.
            models.Index(
                fields=["organisatie", "afdruk"],
                name="contact_overgezet_zelfde",
                condition=models.Q(overzetting__isnull=False),
            ),
            # What still has words to let go of, by when it was: what is let go of is never read.
            models.Index(
                fields=["organisatie", "op"],
                condition=models.Q(woorden_weg_op__isnull=True),
                name="contact_te_bewaren",
            ),
            search_index(*SEARCHED, name="contact_zoeken", condition=WITH_WORDS),
        ]

    def __str__(self) -> str:
        return self.waar

    @property
    def waar(self) -> str:
        """The place as people say it."""
        return self.plek or label_of(Vindplaats, self.vindplaats) or _("Contact")

    @property
    def moment(self) -> str:
        """When it was, as exactly as it was noted."""
        if self.woorden_weg_op is not None:
            return month(self.op)
        local = timezone.localtime(self.op)
        day = day_as(local, "l j F Y")
        if local.time() == OVERDAG:
            return day
        if local.time() == OCHTEND:
            return _("%(day)s, in de ochtend") % {"day": day}
        return f"{day}, {clock(local)}"

    @property
    def soorten_werk(self) -> str:
        """The kinds of work, as they were chosen."""
        return ", ".join(label_of(Werksoort, one) for one in self.werksoorten)

    @property
    def met(self) -> str:
        """Where and with how many, as far as that was noted."""
        return ", ".join(filter(None, [self.waar, label_of(Aantal, self.aantal)]))
