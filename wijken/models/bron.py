"""What is there already in a buurt, and when somebody last saw that it still is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from opbouw.lib.database.fulltext import search_index
from opbouw.lib.models import SentOnce
from wijken.models.contact import Contactmoment
from wijken.models.gebied import Gebied
from wijken.models.lijn import Thema
from wijken.models.organisatie import Lidmaatschap
from wijken.models.owned import Owned, OwnedQuerySet

# Nobody looked for a year: it asks. For two: it leaves the lists for the archive.
VRAAGT_NA = timedelta(days=365)
ARCHIEF_NA = timedelta(days=730)
SEARCHED = ("naam", "omschrijving")
MONTH = 30.44  # days, on average


class BronSoort(models.TextChoices):
    """What kind of thing is there."""

    TALENT = "talent", gettext_lazy("talent")
    INFORMEEL = "informeel", gettext_lazy("informeel netwerk")
    FORMEEL = "formeel", gettext_lazy("formeel netwerk")
    PLEK = "plek", gettext_lazy("ontmoetingsplek")
    ONDERNEMER = "ondernemer", gettext_lazy("ondernemer")
    VOORZIENING = "voorziening", gettext_lazy("voorziening")


class BronQuerySet(OwnedQuerySet["Bron"]):
    """Named selections of assets."""

    def archived(self, today: date) -> BronQuerySet:
        """Put in the archive, or not looked at for two years."""
        late = models.Q(bevestigd_op__lt=today - ARCHIEF_NA)
        return self.filter(late | models.Q(gearchiveerd_op__isnull=False))

    def current(self, today: date) -> BronQuerySet:
        """Not in the archive."""
        return self.filter(gearchiveerd_op__isnull=True, bevestigd_op__gte=today - ARCHIEF_NA)

    def confirmed(self, today: date) -> BronQuerySet:
        """Somebody saw within a year that it is still there."""
        return self.current(today).filter(bevestigd_op__gte=today - VRAAGT_NA)

    def to_confirm(self, today: date) -> BronQuerySet:
        """Nobody looked for a year; not in the archive yet."""
        return self.current(today).filter(bevestigd_op__lt=today - VRAAGT_NA)


class Bron(Owned, SentOnce):
    """Something that is there already in a buurt; a talent has no name ("iemand die bakt")."""

    soort = models.CharField(max_length=11, choices=BronSoort.choices)
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="+", db_index=False)
    naam = models.CharField(max_length=80)
    omschrijving = models.TextField(max_length=500, blank=True)
    thema = models.CharField(max_length=12, choices=Thema.choices, blank=True)
    # The contact in which it was named, and the one in which it was last confirmed.
    contact = models.ForeignKey(
        Contactmoment, null=True, blank=True, on_delete=models.SET_NULL, related_name="bronnen"
    )
    bevestigd_in = models.ForeignKey(
        Contactmoment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    genoemd_op = models.DateField(default=timezone.localdate)
    bevestigd_op = models.DateField(default=timezone.localdate)
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    bevestigd_door = models.ForeignKey(
        Lidmaatschap, null=True, on_delete=models.PROTECT, related_name="+"
    )
    gearchiveerd_op = models.DateField(null=True, blank=True)
    archief_want = models.CharField(max_length=200, blank=True)

    objects: ClassVar = BronQuerySet.as_manager()

    class Meta:
        ordering = ["-bevestigd_op", "-pk"]
        verbose_name_plural = gettext_lazy("bronnen")
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="bron_eenmaal"),
            models.CheckConstraint(
                condition=models.Q(soort__in=BronSoort.values), name="bron_soort"
            ),
            models.CheckConstraint(
                condition=models.Q(bevestigd_op__gte=models.F("genoemd_op")), name="bron_bevestigd"
            ),
        ]
        indexes = [
            *SentOnce.Meta.indexes,
            models.Index(fields=["organisatie", "-bevestigd_op", "-id"], name="bron_lijst"),
            models.Index(
                fields=["gebied", "organisatie", "-bevestigd_op", "-id"], name="bron_in_gebied"
            ),
            search_index(*SEARCHED, name="bron_zoeken"),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def weg_op(self) -> date | None:
        """Since when it is in the archive; None while it is in the lists."""
        if self.gearchiveerd_op is not None:
            return self.gearchiveerd_op
        last = self.bevestigd_op + ARCHIEF_NA
        return last + timedelta(days=1) if last < timezone.localdate() else None

    @property
    def verouderd(self) -> bool:
        """Whether nobody looked for a year."""
        return self.bevestigd_op < timezone.localdate() - VRAAGT_NA

    @property
    def sinds_wanneer(self) -> str:
        """How long ago somebody last looked, once that is more than a year."""
        if not self.verouderd:
            return ""
        months = int((timezone.localdate() - self.bevestigd_op).days / MONTH)
        return ngettext(
            "Al %(months)d maand niet nagekeken", "Al %(months)d maanden niet nagekeken", months
        ) % {"months": months}

    @property
    def waarom_weg(self) -> str:
        """Why it is in the archive."""
        return self.archief_want or _("Twee jaar lang keek niemand of dit nog klopt.")
