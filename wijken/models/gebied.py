"""Areas as CBS publishes them: gemeente, wijk and buurt, per year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from opbouw.lib.text.names import Folded

if TYPE_CHECKING:
    from wijken.models.organisatie import Lidmaatschap, Organisatie

# Letters are real: since 2023 Amsterdam uses WK0363AA and BU0363AA01.
CODE_PATTERN = r"^(GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$"


class GebiedSoort(models.TextChoices):
    """The three levels of the division."""

    GEMEENTE = "gemeente", _("gemeente")
    WIJK = "wijk", _("wijk")
    BUURT = "buurt", _("buurt")


class GebiedQuerySet(models.QuerySet["Gebied"]):
    """Named selections of areas."""

    def current(self) -> GebiedQuerySet:
        """Areas of the newest edition of each gemeente."""
        return self.filter(actueel=True)

    def buurten(self) -> GebiedQuerySet:
        """Only buurten."""
        return self.filter(soort=GebiedSoort.BUURT)

    def without_vorm(self) -> GebiedQuerySet:
        """Do not load the outlines: larger than all other columns, and only maps need them."""
        return self.defer("vorm")

    def within(self, gebieden: Iterable[Gebied]) -> GebiedQuerySet:
        """The given areas and everything below them, whatever the edition.

        An area of an older edition stands for what followed it, and what went before is found
        under its successor: `opvolgers` is worked out at import, so no statement is added here.
        """
        if isinstance(gebieden, GebiedQuerySet):
            gebieden = gebieden.without_vorm()
        codes = {code for gebied in gebieden for code in gebied.codes_nu}
        if not codes:
            return self.none()
        selected = models.Q(gemeentecode__in=[code for code in codes if code.startswith("GM")])
        selected |= models.Q(code__in=[code for code in codes if not code.startswith("GM")])
        # CBS codes nest: BU0363AA01 lies in WK0363AA lies in GM0363.
        for wijk in sorted(code for code in codes if code.startswith("WK")):
            selected |= models.Q(gemeentecode=f"GM{wijk[2:6]}", code__startswith=f"BU{wijk[2:]}")
        moved = models.Q(opvolgers__overlap=sorted(codes))
        return self.filter(models.Q(selected, opvolgers=[]) | moved)

    def working_area(self, lid: Lidmaatschap) -> GebiedQuerySet:
        """Where this member works, in all editions; the organisation's area when none is set.

        It is also the organisation's when none of the member's areas is left in the division.
        """
        own = list(lid.gebieden.all().without_vorm())
        if all(gebied.vervallen for gebied in own):
            own += lid.organisatie.werkgebied.all().without_vorm()
        return self.within(own)

    def gemeenten_of(self, organisatie: Organisatie) -> GebiedQuerySet:
        """The whole gemeenten that an organisation works in, in all editions."""
        own = organisatie.werkgebied.all().without_vorm()
        now = sorted({f"GM{code[2:6]}" for gebied in own for code in gebied.codes_nu})
        found = models.Q(code__in=now, opvolgers=[]) | models.Q(opvolgers__overlap=now)
        return self.filter(found, soort=GebiedSoort.GEMEENTE)

    def offered_to(self, lid: Lidmaatschap, also: object = None) -> GebiedQuerySet:
        """The buurten that a form offers: where the member works, and the one it came from."""
        area = self.working_area(lid)
        if isinstance(also, int):
            area = area | self.filter(pk=also)
        return area.current().buurten().without_vorm()

    def pks(self) -> list[int]:
        """Return the primary keys, for a list of rows in these areas.

        With known areas PostgreSQL knows how many rows to expect, and walks the list's index from
        the newest row instead of sorting all of them.
        """
        return list(self.order_by().values_list("pk", flat=True))


class Gebied(models.Model):
    """One area in one yearly edition of the division."""

    code = models.CharField(max_length=10, validators=[RegexValidator(CODE_PATTERN)])
    jaar = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=8, choices=GebiedSoort.choices)
    naam = models.CharField(max_length=120)
    # The name as it is looked for. Kept by the database: folding every name for each search took
    # six times as long as the search. Another way of folding needs a migration that makes it anew.
    gevouwen = models.GeneratedField(
        expression=Folded(models.F("naam")), output_field=models.TextField(), db_persist=True
    )
    gemeentecode = models.CharField(max_length=6)
    ouder = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="delen"
    )
    # GeoJSON geometry (Polygon or MultiPolygon, WGS84), or nothing for an area without a map.
    vorm = models.JSONField(null=True, blank=True)
    inwoners = models.PositiveIntegerField(null=True, blank=True)
    bron = models.CharField(max_length=120, blank=True)
    actueel = models.BooleanField(default=True)
    # Somebody corrected the name: an import leaves it.
    naam_verbeterd_op = models.DateTimeField(null=True, blank=True, editable=False)
    # Of a gemeente: wijken and buurten of this edition that an import refused and none brought.
    ontbreekt = ArrayField(models.CharField(max_length=10), null=True, blank=True, editable=False)
    # Of an older edition: the codes of the current one under which this area is found, with those
    # of the wijk and gemeente above. Empty when that is its own code, as for almost all areas.
    # Both are worked out when areas or a table of successors come in.
    opvolgers = ArrayField(
        models.CharField(max_length=10), default=list, blank=True, editable=False
    )
    # Nothing at its own level followed it.
    vervallen = models.BooleanField(default=False, editable=False)

    objects = GebiedQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebied")
        verbose_name_plural = _("gebieden")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "jaar"], name="gebied_code_jaar"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(actueel=True), name="gebied_een_actueel"
            ),
            models.CheckConstraint(
                condition=models.Q(soort__in=GebiedSoort.values), name="gebied_soort"
            ),
            models.CheckConstraint(
                condition=models.Q(code__regex=CODE_PATTERN), name="gebied_code_vorm"
            ),
        ]
        indexes = [
            models.Index(fields=["gemeentecode", "actueel"], name="gebied_gemeente"),
            GinIndex(fields=["opvolgers"], name="gebied_opvolgers"),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def codes_nu(self) -> list[str]:
        """The codes of its own level under which it is found now; its own for almost all areas."""
        level = self.code[:2]
        return [code for code in self.opvolgers if code.startswith(level)] or [self.code]

    def same_place(self) -> models.Q:
        """Return the filter on records of this area, also those of before or after a change."""
        codes = self.codes_nu
        same = models.Q(gebied__code__in=codes, gebied__opvolgers=[])
        return same | models.Q(gebied__opvolgers__overlap=codes)

    @property
    def wijk(self) -> Gebied:
        """The wijk of a buurt; a wijk or a gemeente itself."""
        if self.soort != GebiedSoort.BUURT or self.ouder_id is None:
            return self
        if not Gebied.ouder.is_cached(self):
            # Following the key would load the outline along.
            self.ouder = Gebied.objects.without_vorm().get(pk=self.ouder_id)
        return self.ouder or self


class Tekening(models.Model):
    """An outline ready to be drawn, worked out when it was stored; see `actions/tekening.py`."""

    gebied = models.OneToOneField(
        Gebied, on_delete=models.CASCADE, primary_key=True, related_name="tekening"
    )
    # On the map of its wijk, and with fewer corners on that of its gemeente.
    dichtbij = models.JSONField()
    ver = models.JSONField()

    class Meta:
        verbose_name_plural = _("tekeningen")

    def __str__(self) -> str:
        return f"tekening van {self.gebied_id}"


class Cijfer(models.Model):
    """One published figure of one area, with where and when it comes from."""

    gebied = models.ForeignKey(
        Gebied, on_delete=models.CASCADE, related_name="cijfers", db_index=False
    )
    sleutel = models.CharField(max_length=60)
    naam = models.CharField(max_length=120)
    waarde = models.DecimalField(max_digits=14, decimal_places=2)
    eenheid = models.CharField(max_length=20, blank=True)
    bron = models.CharField(max_length=120)
    jaar = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["sleutel", "-jaar"]
        constraints = [
            models.UniqueConstraint(fields=["gebied", "sleutel", "jaar"], name="cijfer_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.naam} {self.jaar}"
