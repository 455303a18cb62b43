"""Residents' own plans, from the first words to what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opbouw.lib.database.fulltext import search_index
from opbouw.lib.encrypted import EncryptedTextField
from opbouw.lib.writing.transitions import Table
from wijken.models import (
    Contactmoment,
    Gebied,
    Lidmaatschap,
    OpLijnen,
    Owned,
    OwnedQuerySet,
    Terugkoppeling,
    Thema,
    Weghaalbaar,
)
from wijken.models.weghaalbaar import WITH_WORDS

SEARCHED = ("titel", "plan", "nodig", "plek", "lijn_waarom")


class InitiatiefStaat(models.TextChoices):
    """Gelukt, afgewezen and gestopt are three different endings, each an honourable word."""

    INGEDIEND = "ingediend", _("nieuw")
    IN_GESPREK = "in_gesprek", _("in gesprek")
    LOOPT = "loopt", _("loopt")
    GELUKT = "gelukt", _("gelukt")
    AFGEWEZEN = "afgewezen", _("afgewezen")
    GESTOPT = "gestopt", _("gestopt")


UITKOMSTEN = (InitiatiefStaat.GELUKT, InitiatiefStaat.AFGEWEZEN, InitiatiefStaat.GESTOPT)

OVERGANGEN: Table = {
    "ingediend": frozenset({"in_gesprek", "loopt", "afgewezen", "gestopt"}),
    "in_gesprek": frozenset({"loopt", "afgewezen", "gestopt"}),
    "loopt": frozenset({"gelukt", "gestopt"}),
    "gelukt": frozenset(),
    "afgewezen": frozenset({"in_gesprek"}),
    "gestopt": frozenset({"in_gesprek"}),
}


class InitiatiefQuerySet(OwnedQuerySet["Initiatief"]):
    """Named selections of initiatives."""

    def in_view(self) -> Self:
        """Leave out what was put away."""
        return self.filter(weggelegd_op__isnull=True)

    def put_away(self) -> InitiatiefQuerySet:
        """Put away as no plan at all, and not wiped yet."""
        return self.filter(weggelegd_op__isnull=False, weggehaald_op__isnull=True)

    def waiting(self) -> InitiatiefQuerySet:
        """New ones: nobody has answered the resident yet."""
        return self.filter(staat=InitiatiefStaat.INGEDIEND, woorden_weg_op__isnull=True)

    def owing_feedback(self) -> InitiatiefQuerySet:
        """Ended, but the people around it have not been told."""
        return self.filter(
            staat__in=UITKOMSTEN, teruggekoppeld_op__isnull=True, woorden_weg_op__isnull=True
        )


class Initiatief(Owned, Weghaalbaar, OpLijnen):
    """A plan of residents; who they are is stored apart, in Indiener."""

    vervangen = ("titel", "plan")
    geleegd = ("nodig", "plek", "lijn_waarom")
    overgangen: ClassVar[Table] = OVERGANGEN

    kenmerk = models.CharField(max_length=12)
    titel = models.CharField(max_length=100)
    plan = models.TextField(max_length=2000)
    nodig = models.TextField(max_length=1000, blank=True)
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="+")
    plek = models.CharField(max_length=80, blank=True)
    thema = models.CharField(max_length=12, choices=Thema.choices, blank=True)
    staat = models.CharField(
        max_length=12, choices=InitiatiefStaat.choices, default=InitiatiefStaat.INGEDIEND
    )
    ingediend_op = models.DateTimeField(default=timezone.now)
    # The member of the team who accompanies it.
    begeleider = models.ForeignKey(
        Lidmaatschap, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    contact = models.ForeignKey(
        Contactmoment, null=True, blank=True, on_delete=models.SET_NULL, related_name="initiatieven"
    )
    teruggekoppeld_op = models.DateTimeField(null=True, blank=True)
    # No plan at all, but advertising or abuse: not an ending, so not a state.
    weggelegd_op = models.DateTimeField(null=True, blank=True, editable=False)
    # Reduced to theme, area, line and month; nothing is written on it any more.
    woorden_weg_op = models.DateTimeField(null=True, blank=True, editable=False)
    # The status page's secret is stored as a hash only; whoever has the link has the key.
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    # Since when somebody waits; set by `look_up_waiting`.
    wacht_sinds: datetime | None = None
    # Whether a resident's message is waiting.
    ongelezen: bool = False

    objects: ClassVar = InitiatiefQuerySet.as_manager()

    class Meta:
        ordering = ["-ingediend_op", "-pk"]
        verbose_name_plural = _("initiatieven")
        constraints = [
            *OpLijnen.Meta.constraints,
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="initiatief_eenmaal"),
            models.UniqueConstraint(fields=["organisatie", "kenmerk"], name="initiatief_kenmerk"),
            models.CheckConstraint(
                condition=models.Q(staat__in=InitiatiefStaat.values), name="initiatief_staat"
            ),
        ]
        indexes = [
            *Weghaalbaar.Meta.indexes,
            models.Index(fields=["organisatie", "-ingediend_op", "-id"], name="initiatief_lijst"),
            models.Index(
                fields=["organisatie", "staat", "-ingediend_op", "-id"], name="initiatief_in_staat"
            ),
            # What waits is always little, and what is done or gone never is.
            models.Index(
                fields=["organisatie", "ingediend_op", "id"],
                condition=models.Q(
                    staat="ingediend", weggelegd_op__isnull=True, woorden_weg_op__isnull=True
                ),
                name="initiatief_nieuw",
            ),
            models.Index(
                fields=["organisatie", "ingediend_op", "id"],
                condition=models.Q(
                    staat__in=["gelukt", "afgewezen", "gestopt"],
                    teruggekoppeld_op__isnull=True,
                    woorden_weg_op__isnull=True,
                ),
                name="initiatief_te_vertellen",
            ),
            models.Index(
                fields=["organisatie", "-weggelegd_op", "-id"],
                condition=models.Q(weggelegd_op__isnull=False, weggehaald_op__isnull=True),
                name="initiatief_weggelegd",
            ),
            search_index(*SEARCHED, name="initiatief_zoeken", condition=WITH_WORDS),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def waar(self) -> str:
        """The place as people say it: a named public place, else the buurt."""
        return self.plek or self.gebied.naam

    @property
    def wacht_dagen(self) -> int | None:
        """How many days somebody has waited, by the calendar."""
        if self.wacht_sinds is None:
            return None
        return (timezone.localdate() - timezone.localdate(self.wacht_sinds)).days

    @property
    def ended(self) -> bool:
        """Whether it came to one of the three endings."""
        return self.staat in UITKOMSTEN

    @property
    def owes_feedback(self) -> bool:
        """Whether it ended and the people around it have not been told."""
        return self.ended and self.teruggekoppeld_op is None and self.woorden_weg_op is None


class Indiener(Owned):
    """How to reach whoever brought the initiative: optional, encrypted, and it expires."""

    initiatief = models.OneToOneField(Initiatief, on_delete=models.CASCADE, related_name="indiener")
    naam = EncryptedTextField(max_length=120, blank=True)
    email = EncryptedTextField(max_length=254, blank=True)
    telefoon = EncryptedTextField(max_length=30, blank=True)
    # Under sixteen the details are a parent's, never the child's own.
    van_ouder = models.BooleanField(default=False)
    bewaren_tot = models.DateField()

    class Meta:
        verbose_name_plural = _("indieners")
        indexes = [
            models.Index(fields=["bewaren_tot"], name="indiener_bewaren_tot"),
            models.Index(fields=["organisatie", "-id"], name="indiener_lijst"),
        ]

    def __str__(self) -> str:
        return f"indiener van {self.initiatief_id}"


class Bericht(Owned, Weghaalbaar):
    """A visible update on the status page: what we did, in words for the resident."""

    vervangen = ("tekst",)

    initiatief = models.ForeignKey(Initiatief, on_delete=models.CASCADE, related_name="berichten")
    tekst = models.TextField(max_length=1500)
    staat = models.CharField(max_length=12, choices=InitiatiefStaat.choices)
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = _("berichten")
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="bericht_eenmaal")
        ]
        indexes = [*Weghaalbaar.Meta.indexes]

    def __str__(self) -> str:
        return f"bericht {self.pk}"


class InitiatiefTerugkoppeling(Weghaalbaar, Terugkoppeling):
    """The people around an initiative were told what came of it."""

    vervangen = ("kring", "tekst")
    geleegd = ("waar",)

    initiatief = models.ForeignKey(
        Initiatief, on_delete=models.CASCADE, related_name="terugkoppelingen"
    )

    class Meta(Terugkoppeling.Meta):
        verbose_name_plural = _("terugkoppelingen")
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "sleutel"], name="initiatief_terugkoppeling_eenmaal"
            )
        ]
        indexes = [*Weghaalbaar.Meta.indexes]

    def __str__(self) -> str:
        return f"terugkoppeling {self.pk}"
