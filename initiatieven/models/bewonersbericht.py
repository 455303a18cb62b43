"""What a resident writes back on the status page."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatieven.models.initiatief import Initiatief, InitiatiefStaat
from wijken.models import Lidmaatschap, Owned, OwnedQuerySet, Weghaalbaar


class BewonersberichtQuerySet(OwnedQuerySet["Bewonersbericht"]):
    """Named selections of what residents wrote back."""

    def in_view(self) -> Self:
        """Leave out what was put away, by itself or with its initiative."""
        return self.filter(weggelegd_op__isnull=True, initiatief__weggelegd_op__isnull=True)

    def of_visible_initiatieven(self, lid: Lidmaatschap) -> Self:
        """The member's, for a list of initiatives that leaves out those that were put away.

        `visible_to` asks that of each message, and for such a list it would be asked twice.
        """
        return self.filter(weggelegd_op__isnull=True, organisatie_id=lid.organisatie_id)

    def put_away(self) -> BewonersberichtQuerySet:
        """Put away by itself, and not wiped yet."""
        return self.filter(weggelegd_op__isnull=False, weggehaald_op__isnull=True)

    def unread(self) -> BewonersberichtQuerySet:
        """Nobody of the team has read it or answered it."""
        return self.filter(gelezen_op__isnull=True)

    def initiatieven_besides_new(self) -> models.QuerySet[Any, Any]:
        """The initiatives written about, except those that wait for a first answer."""
        rows = self.exclude(initiatief__staat=InitiatiefStaat.INGEDIEND).order_by()
        return rows.values("initiatief").distinct()


class Bewonersbericht(Owned, Weghaalbaar):
    """Words of the holder of the secret link, who stays unknown."""

    vervangen = ("tekst",)

    initiatief = models.ForeignKey(
        Initiatief, on_delete=models.CASCADE, related_name="bewonersberichten"
    )
    tekst = models.TextField(max_length=1000)
    op = models.DateTimeField(default=timezone.now)
    # The audit trail records who.
    gelezen_op = models.DateTimeField(null=True, blank=True)
    weggelegd_op = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = BewonersberichtQuerySet.as_manager()

    class Meta:
        ordering = ["op", "pk"]
        verbose_name_plural = _("bewonersberichten")
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "sleutel"], name="bewonersbericht_eenmaal"
            )
        ]
        indexes = [
            *Weghaalbaar.Meta.indexes,
            models.Index(
                fields=["organisatie", "initiatief", "op"],
                condition=models.Q(gelezen_op__isnull=True),
                name="bewonersbericht_te_lezen",
            ),
            models.Index(
                fields=["organisatie", "-weggelegd_op", "-id"],
                condition=models.Q(weggelegd_op__isnull=False, weggehaald_op__isnull=True),
                name="bewonersbericht_weggelegd",
            ),
        ]

    def __str__(self) -> str:
        return f"bewonersbericht {self.pk}"
