"""A walk with many short talks: how many, where and about what; no route, no times."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from opbouw.lib.models import SentOnce
from opbouw.lib.models.labels import label_of
from opbouw.lib.text.dates import day_as, month
from wijken.models.gebied import Gebied
from wijken.models.lijn import Thema, Vindplaats
from wijken.models.organisatie import Lidmaatschap
from wijken.models.owned import Owned, OwnedQuerySet


class RondeQuerySet(OwnedQuerySet["Ronde"]):
    """Named selections of rondes."""

    def with_tellingen(self) -> RondeQuerySet:
        """With what was counted, in the order of a page, and without the outlines."""
        rows = Telling.objects.select_related("gebied").defer("gebied__vorm")
        return self.prefetch_related(models.Prefetch("tellingen", rows))


class Ronde(Owned, SentOnce):
    """One walk of a community worker through one or more buurten."""

    # Nobody once it is reduced: what is left counts talks, never those of a worker.
    door = models.ForeignKey(
        Lidmaatschap, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    dag = models.DateField(default=timezone.localdate)
    # Reduced to theme, area and month.
    woorden_weg_op = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = RondeQuerySet.as_manager()

    class Meta(SentOnce.Meta):
        ordering = ["-dag", "-pk"]
        verbose_name_plural = gettext_lazy("rondes")
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "sleutel"], name="ronde_eenmaal")
        ]
        indexes = [
            *SentOnce.Meta.indexes,
            models.Index(fields=["organisatie", "-dag", "-id"], name="ronde_lijst"),
        ]

    def __str__(self) -> str:
        return self.samenvatting

    @property
    def praatjes(self) -> int:
        """How many short talks."""
        return sum(telling.aantal for telling in self.tellingen.all())

    @property
    def plekken(self) -> list[str]:
        """The places, each once, by name."""
        return sorted({telling.waar for telling in self.tellingen.all()})

    @property
    def samenvatting(self) -> str:
        """What it came to, as people say it."""
        talks, places = self.praatjes, len(self.plekken)
        said = ngettext("%(n)s praatje", "%(n)s praatjes", talks) % {"n": talks}
        if not places:
            return said
        where = ngettext("op %(n)s plek", "op %(n)s plekken", places) % {"n": places}
        return f"{said} {where}"

    @property
    def moment(self) -> str:
        """The day in words; once it is reduced the month."""
        return day_as(self.dag, "l j F Y") if self.woorden_weg_op is None else month(self.dag)


class Telling(Owned):
    """How many short talks at one place about one theme."""

    ronde = models.ForeignKey(
        Ronde, on_delete=models.CASCADE, related_name="tellingen", db_index=False
    )
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, related_name="+")
    vindplaats = models.CharField(max_length=10, choices=Vindplaats.choices, blank=True)
    plek = models.CharField(max_length=80, blank=True)
    thema = models.CharField(max_length=12, choices=Thema.choices, blank=True)
    aantal = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["gebied__code", "vindplaats", "plek", "thema"]
        verbose_name_plural = gettext_lazy("tellingen")
        constraints = [
            models.UniqueConstraint(
                fields=["ronde", "gebied", "vindplaats", "plek", "thema"], name="telling_eenmaal"
            ),
            models.CheckConstraint(condition=models.Q(aantal__gt=0), name="telling_aantal"),
        ]

    def __str__(self) -> str:
        return f"{self.waar}: {self.aantal}"

    @property
    def waar(self) -> str:
        """The place as people say it."""
        return self.plek or label_of(Vindplaats, self.vindplaats) or self.gebied.naam

    @property
    def waarover(self) -> str:
        """The theme, or that there was none."""
        return label_of(Thema, self.thema) or _("zomaar een praatje")


def telling_of(ronde: Ronde, **fields: Any) -> Telling:
    """Return a tally of this walk, of its organisation; not stored yet."""
    return Telling(ronde=ronde, organisatie_id=ronde.organisatie_id, **fields)
