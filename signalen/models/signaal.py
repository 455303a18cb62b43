"""A signal: a pattern in a neighbourhood, unverified until it is interpreted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opbouw.lib.database.fulltext import search_index
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

SEARCHED = ("titel", "tekst", "kring", "kring_waar", "lijn_waarom")


class SignaalStaat(models.TextChoices):
    """From noticed to told back; there is no state that means forgotten."""

    OPGEMERKT = "opgemerkt", _("opgemerkt")
    GEDUID = "geduid", _("geduid")
    OP_DE_AGENDA = "op_de_agenda", _("op de agenda")
    NIET_OP_DE_AGENDA = "niet_op_de_agenda", _("niet op de agenda")
    BEANTWOORD = "beantwoord", _("beantwoord")
    TERUGGEKOPPELD = "teruggekoppeld", _("teruggekoppeld")


# Straight from opgemerkt to op_de_agenda only with a written reason for having no duiding:
# the action demands it.
OVERGANGEN: Table = {
    "opgemerkt": frozenset({"geduid", "op_de_agenda", "niet_op_de_agenda"}),
    "geduid": frozenset({"op_de_agenda", "niet_op_de_agenda"}),
    "op_de_agenda": frozenset({"beantwoord"}),
    "niet_op_de_agenda": frozenset({"teruggekoppeld", "geduid", "opgemerkt"}),
    "beantwoord": frozenset({"teruggekoppeld"}),
    "teruggekoppeld": frozenset(),
}


TOON = {
    "opgemerkt": "open",
    "beantwoord": "schuld",
    "niet_op_de_agenda": "schuld",
    "teruggekoppeld": "klaar",
}


_INTERPRETED = models.Q(staat=SignaalStaat.GEDUID)
_WITH_REASON = models.Q(staat=SignaalStaat.OPGEMERKT) & ~models.Q(zonder_duiding_want="")
FOR_AGENDA = (_INTERPRETED | _WITH_REASON) & models.Q(woorden_weg_op__isnull=True)


class SignaalQuerySet(OwnedQuerySet["Signaal"]):
    """Named selections of signals."""

    def to_interpret(self) -> SignaalQuerySet:
        """Noticed, and nobody has given meaning to it yet."""
        return self.filter(staat=SignaalStaat.OPGEMERKT, woorden_weg_op__isnull=True)

    def for_agenda(self) -> SignaalQuerySet:
        """Interpreted, or with a written reason why not: these may go into a note."""
        return self.filter(FOR_AGENDA)

    def not_for_agenda(self) -> SignaalQuerySet:
        """The others: no duiding and no reason, or too late."""
        return self.exclude(FOR_AGENDA)

    def owing_feedback(self) -> SignaalQuerySet:
        """There is an outcome, and the circle that gave the signal does not know it."""
        return self.filter(
            staat__in=[SignaalStaat.BEANTWOORD, SignaalStaat.NIET_OP_DE_AGENDA],
            # Whom to tell has gone with the words.
            woorden_weg_op__isnull=True,
        )


class Signaal(Owned, Weghaalbaar, OpLijnen):
    """A pattern in a buurt, gathered from contacts or noticed by itself; it may be positive."""

    # The two reasons say by being there that a decision was taken.
    vervangen = ("titel", "tekst", "kring", "zonder_duiding_want", "niet_op_de_agenda_want")
    geleegd = ("kring_waar", "lijn_waarom")
    overgangen: ClassVar[Table] = OVERGANGEN

    titel = models.CharField(max_length=100)
    tekst = models.TextField(max_length=3000)
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="+")
    thema = models.CharField(max_length=12, choices=Thema.choices)
    # Who gave it and where to find them again: the debt of telling back names these.
    kring = models.CharField(max_length=160)
    kring_waar = models.CharField(max_length=160, blank=True)
    staat = models.CharField(
        max_length=18, choices=SignaalStaat.choices, default=SignaalStaat.OPGEMERKT
    )
    zonder_duiding_want = models.CharField(max_length=300, blank=True)
    niet_op_de_agenda_want = models.CharField(max_length=300, blank=True)
    door = models.ForeignKey(Lidmaatschap, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    # Reduced to theme, area, line and month; nothing is written on it any more.
    woorden_weg_op = models.DateTimeField(null=True, blank=True, editable=False)
    contacten: models.ManyToManyField[Contactmoment, SignaalContact] = models.ManyToManyField(
        Contactmoment, through="SignaalContact", related_name="signalen"
    )

    objects: ClassVar = SignaalQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name_plural = _("signalen")
        constraints = [
            *OpLijnen.Meta.constraints,
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="signaal_eenmaal"),
            models.CheckConstraint(
                condition=models.Q(staat__in=SignaalStaat.values), name="signaal_staat"
            ),
        ]
        indexes = [
            *Weghaalbaar.Meta.indexes,
            models.Index(fields=["organisatie", "-op", "-id"], name="signaal_lijst"),
            models.Index(fields=["organisatie", "staat", "-op", "-id"], name="signaal_in_staat"),
            # What waits is always little, and what is done or gone never is.
            models.Index(
                fields=["organisatie", "op", "id"],
                condition=models.Q(staat="opgemerkt", woorden_weg_op__isnull=True),
                name="signaal_te_duiden",
            ),
            models.Index(
                fields=["organisatie", "op", "id"],
                condition=models.Q(
                    staat__in=["beantwoord", "niet_op_de_agenda"], woorden_weg_op__isnull=True
                ),
                name="signaal_te_vertellen",
            ),
            search_index(*SEARCHED, name="signaal_zoeken", condition=WITH_WORDS),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def toon(self) -> str:
        """How the badge of its state looks: open, moving, owed or done."""
        return TOON.get(self.staat, "loopt")


class SignaalContact(Owned):
    """A contact in which the signal was heard."""

    signaal = models.ForeignKey(Signaal, on_delete=models.CASCADE, related_name="+", db_index=False)
    contact = models.ForeignKey(Contactmoment, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signaal", "contact"], name="signaal_contact_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.signaal_id} uit {self.contact_id}"


class Duiding(Owned, Weghaalbaar):
    """Giving meaning to a signal, together with people who know the place."""

    vervangen = ("met_wie", "tekst")
    geleegd = ("tegengeluid", "niet_gehoord", "spanning")

    signaal = models.ForeignKey(Signaal, on_delete=models.CASCADE, related_name="duidingen")
    met_wie = models.CharField(max_length=200)
    tekst = models.TextField(max_length=3000)
    tegengeluid = models.TextField(max_length=1500, blank=True)
    niet_gehoord = models.CharField(max_length=300, blank=True)
    spanning = models.TextField(max_length=1500, blank=True)
    door = models.ForeignKey(Lidmaatschap, null=True, on_delete=models.PROTECT, related_name="+")
    op = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = _("duidingen")
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="duiding_eenmaal")
        ]
        indexes = [*Weghaalbaar.Meta.indexes]

    def __str__(self) -> str:
        return f"duiding {self.pk}"


class SignaalTerugkoppeling(Weghaalbaar, Terugkoppeling):
    """The circle that gave the signal was told what came of it."""

    vervangen = ("kring", "tekst")
    geleegd = ("waar",)

    signaal = models.ForeignKey(Signaal, on_delete=models.CASCADE, related_name="terugkoppelingen")

    class Meta(Terugkoppeling.Meta):
        verbose_name_plural = _("terugkoppelingen")
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "sleutel"], name="signaal_terugkoppeling_eenmaal"
            )
        ]
        indexes = [*Weghaalbaar.Meta.indexes]

    def __str__(self) -> str:
        return f"terugkoppeling {self.pk}"
