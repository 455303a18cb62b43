"""Areas as CBS publishes them: gemeente, wijk and buurt, per year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from wijken.models.organisatie import Lidmaatschap

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
        """The given areas and everything below them, whatever the edition."""
        if isinstance(gebieden, GebiedQuerySet):
            gebieden = gebieden.without_vorm()
        selected = models.Q(pk__in=[])
        for gebied in gebieden:
            # CBS codes nest: BU0363AA01 lies in WK0363AA lies in GM0363.
            digits = gebied.code[2:]
            if gebied.soort == GebiedSoort.BUURT:
                selected |= models.Q(code=gebied.code)
            elif gebied.soort == GebiedSoort.WIJK:
                selected |= models.Q(code=gebied.code) | models.Q(code__startswith=f"BU{digits}")
            else:
                selected |= models.Q(gemeentecode=gebied.code)
        return self.filter(selected)

    def working_area(self, lid: Lidmaatschap) -> GebiedQuerySet:
        """Where this member works, in all editions; the organisation's area when none is set."""
        own = list(lid.gebieden.all().without_vorm())
        return self.within(own or lid.organisatie.werkgebied.all())

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
    gemeentecode = models.CharField(max_length=6)
    ouder = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="delen"
    )
    # GeoJSON geometry (Polygon or MultiPolygon, WGS84), or nothing for an area without a map.
    vorm = models.JSONField(null=True, blank=True)
    inwoners = models.PositiveIntegerField(null=True, blank=True)
    bron = models.CharField(max_length=120, blank=True)
    actueel = models.BooleanField(default=True)

    objects = GebiedQuerySet.as_manager()

    class Meta:
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
        indexes = [models.Index(fields=["gemeentecode", "actueel"], name="gebied_gemeente")]

    def __str__(self) -> str:
        return self.naam

    @property
    def wijk(self) -> Gebied:
        """The wijk of a buurt; a wijk or a gemeente itself."""
        own = self.ouder if self.soort == GebiedSoort.BUURT else None
        return own or self


class Cijfer(models.Model):
    """One published figure of one area, with where and when it comes from."""

    gebied = models.ForeignKey(Gebied, on_delete=models.CASCADE, related_name="cijfers")
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
