"""The agenda note: written together, frozen as a version, sent, answered, told back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatieven.models import Initiatief
from opbouw.lib.models import SentOnce
from opbouw.lib.small_numbers import counts_with_wijk
from opbouw.lib.writing.transitions import Table
from signalen.models.signaal import Signaal
from signalen.models.verhaal import Verhaal
from wijken.models import (
    Bron,
    Cijfer,
    Gebied,
    Lidmaatschap,
    OpLijnen,
    Organisatie,
    Owned,
    OwnedQuerySet,
)


class NotitieStaat(models.TextChoices):
    """The life of a note."""

    CONCEPT = "concept", _("concept")
    VASTGESTELD = "vastgesteld", _("vastgesteld")
    VERZONDEN = "verzonden", _("verzonden")
    BEANTWOORD = "beantwoord", _("beantwoord")
    TERUGGEKOPPELD = "teruggekoppeld", _("teruggekoppeld")


OVERGANGEN: Table = {
    "concept": frozenset({"vastgesteld"}),
    "vastgesteld": frozenset({"verzonden", "concept"}),
    "verzonden": frozenset({"beantwoord"}),
    "beantwoord": frozenset({"teruggekoppeld"}),
    "teruggekoppeld": frozenset(),
}
# The states in which a municipality sees it.
BUITEN = (NotitieStaat.VERZONDEN, NotitieStaat.BEANTWOORD, NotitieStaat.TERUGGEKOPPELD)


TOON = {"concept": "open", "beantwoord": "schuld", "teruggekoppeld": "klaar"}


def public_area(gebied: Gebied) -> Gebied:
    """Return the area as outsiders may see it: a very small buurt counts with its wijk."""
    while gebied.ouder is not None and counts_with_wijk(gebied.inwoners):
        gebied = gebied.ouder
    return gebied


class NotitieQuerySet(OwnedQuerySet["Agendanotitie"]):
    """Named selections of notes."""

    def received_by(self, lid: Lidmaatschap) -> NotitieQuerySet:
        """Notes that were sent to the member's municipality."""
        sent = self.filter(verzonden_op__isnull=False, staat__in=BUITEN)
        return sent.filter(aan_id=lid.organisatie_id)

    def owing_answer(self) -> NotitieQuerySet:
        """Sent, and at least one vraag is still unanswered."""
        return self.filter(staat=NotitieStaat.VERZONDEN)


class Agendanotitie(Owned, SentOnce, OpLijnen):
    """A letter to a municipality, public by construction."""

    overgangen: ClassVar[Table] = OVERGANGEN

    kenmerk = models.CharField(max_length=12)
    titel = models.CharField(max_length=120)
    aan = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="ontvangen_notities"
    )
    aan_wie = models.CharField(max_length=120, default="college van burgemeester en wethouders")
    cc = models.CharField(max_length=200, blank=True)
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="+")
    periode_van = models.DateField()
    periode_tot = models.DateField()
    openbaar = models.BooleanField(default=True)
    reactie_voor = models.DateField(null=True, blank=True)
    staat = models.CharField(
        max_length=14, choices=NotitieStaat.choices, default=NotitieStaat.CONCEPT
    )

    in_het_kort = models.TextField(max_length=900, blank=True)
    wat_opvalt = models.TextField(max_length=300, blank=True)
    wat_we_niet_weten = models.TextField(max_length=1500, blank=True)
    duiding = models.TextField(max_length=3000, blank=True)
    duiders = models.CharField(max_length=300, blank=True)
    tegengeluid = models.TextField(max_length=1500, blank=True)
    spanningen = models.TextField(max_length=1500, blank=True)
    bronnen = models.TextField(max_length=1500, blank=True)
    geprobeerd = models.TextField(max_length=1500, blank=True)
    terugkoppeling = models.TextField(max_length=1000, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    akkoord = models.CharField(max_length=160, blank=True)

    signalen: models.ManyToManyField[Signaal, NotitieSignaal] = models.ManyToManyField(
        Signaal, through="NotitieSignaal", related_name="notities"
    )
    verhalen: models.ManyToManyField[Verhaal, NotitieVerhaal] = models.ManyToManyField(
        Verhaal, through="NotitieVerhaal", related_name="notities"
    )
    initiatieven: models.ManyToManyField[Initiatief, NotitieInitiatief] = models.ManyToManyField(
        Initiatief, through="NotitieInitiatief", related_name="notities"
    )
    # The text of this part is called `bronnen`.
    gekozen_bronnen: models.ManyToManyField[Bron, NotitieBron] = models.ManyToManyField(
        Bron, through="NotitieBron", related_name="notities"
    )
    cijfers = models.ManyToManyField(Cijfer, blank=True, related_name="+")

    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    # Incremented on every save (optimistic locking).
    stand = models.PositiveIntegerField(default=0)
    verzonden_op = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = NotitieQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        constraints = [
            *OpLijnen.Meta.constraints,
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="notitie_eenmaal"),
            models.UniqueConstraint(fields=["organisatie", "kenmerk"], name="notitie_kenmerk"),
            models.CheckConstraint(
                condition=models.Q(staat__in=NotitieStaat.values), name="notitie_staat"
            ),
            models.CheckConstraint(
                condition=models.Q(periode_tot__gte=models.F("periode_van")), name="notitie_periode"
            ),
            models.CheckConstraint(
                condition=models.Q(staat__in=BUITEN, verzonden_op__isnull=False)
                | (~models.Q(staat__in=BUITEN) & models.Q(verzonden_op__isnull=True)),
                name="notitie_verzonden_op",
            ),
        ]
        indexes = [
            *SentOnce.Meta.indexes,
            models.Index(fields=["organisatie", "-op", "-id"], name="notitie_lijst"),
            models.Index(fields=["organisatie", "staat", "-op", "-id"], name="notitie_in_staat"),
            models.Index(
                fields=["aan", "reactie_voor", "id"],
                name="notitie_te_beantwoorden",
                condition=models.Q(staat="verzonden"),
            ),
            # An account of a period: what was sent in it.
            models.Index(
                fields=["organisatie", "verzonden_op"],
                name="notitie_verzonden",
                condition=models.Q(verzonden_op__isnull=False),
            ),
            models.Index(
                fields=["aan", "-verzonden_op", "-id"],
                name="notitie_ontvangen_lijst",
                condition=models.Q(verzonden_op__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def toon(self) -> str:
        """How the badge of its state looks."""
        return TOON.get(self.staat, "loopt")

    def asked_before(self, dag: date) -> date:
        """The requested reply date; when empty, the agreed term from `dag`."""
        return self.reactie_voor or self.agreed_term(dag)

    def agreed_term(self, dag: date) -> date:
        """The last day of the term agreed with the municipality, counted from `dag`."""
        return dag + timedelta(weeks=self.aan.reactietermijn_weken)

    @property
    def term_passed(self) -> bool:
        """Whether the requested reply date has passed."""
        return self.reactie_voor is not None and self.reactie_voor < timezone.localdate()

    @property
    def day_passed(self) -> bool:
        """Whether any date that the letter asks of the municipality has passed."""
        return self.term_passed or self.vragen.filter(voor__lt=timezone.localdate()).exists()

    @property
    def term_is_short(self) -> bool:
        """Whether the municipality would get less than the agreed term if it were sent today."""
        agreed = self.agreed_term(timezone.localdate())
        return self.reactie_voor is not None and self.reactie_voor < agreed

    @property
    def gebied_buiten(self) -> Gebied:
        """The area as outsiders may see it."""
        return public_area(self.gebied)


class NotitieSignaal(Owned):
    """A signal that the note rests on."""

    notitie = models.ForeignKey(
        Agendanotitie, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    signaal = models.ForeignKey(Signaal, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notitie", "signaal"], name="notitie_signaal_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.notitie_id} met signaal {self.signaal_id}"


class NotitieVerhaal(Owned):
    """A story that the note tells."""

    notitie = models.ForeignKey(
        Agendanotitie, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    verhaal = models.ForeignKey(Verhaal, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notitie", "verhaal"], name="notitie_verhaal_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.notitie_id} met verhaal {self.verhaal_id}"


class NotitieBron(Owned):
    """Something that is there already; what the letter says of it is frozen in its version."""

    notitie = models.ForeignKey(
        Agendanotitie, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    # Goes with its bron: nobody looked at that for years.
    bron = models.ForeignKey(Bron, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notitie", "bron"], name="notitie_bron_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.notitie_id} met bron {self.bron_id}"


class NotitieInitiatief(Owned):
    """An initiative that is already there."""

    notitie = models.ForeignKey(
        Agendanotitie, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    initiatief = models.ForeignKey(Initiatief, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["notitie", "initiatief"], name="notitie_initiatief_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.notitie_id} met initiatief {self.initiatief_id}"
