"""Named reads of ties."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from wijken.models import Bron, Lidmaatschap, Verband
from wijken.models.verband import VerbandQuerySet
from wijken.queries.bron import visible_bronnen


def visible_verbanden(lid: Lidmaatschap) -> VerbandQuerySet:
    """Return the ties that this member may see, with what they tie."""
    return Verband.objects.visible_to(lid).select_related("bron", "andere")


def may_be_tied_to(bron: Bron, lid: Lidmaatschap) -> QuerySet[Bron]:
    """Return what an asset can be tied with, what was confirmed last first."""
    rows = visible_bronnen(lid).current(timezone.localdate()).exclude(pk=bron.pk)
    return rows.order_by("-bevestigd_op", "-pk")


@dataclass(frozen=True)
class Kant:
    """A tie as one of its two ends sees it."""

    verband: Verband
    # None for an institution.
    ander: Bron | None

    @property
    def met(self) -> str:
        """With whom."""
        return self.ander.naam if self.ander is not None else self.verband.instelling


def ties_of(bron: Bron, lid: Lidmaatschap) -> list[Kant]:
    """Return the ties of one asset: those that go on first, the newest of them on top."""
    rows = list(visible_verbanden(lid).of(bron).order_by("-sinds", "-pk"))
    rows.sort(key=lambda one: one.geeindigd_op is not None)
    return [Kant(verband, verband.seen_from(bron)) for verband in rows]
