"""Named reads of stories."""

from opbouw.lib.web.keyset import Page, page
from signalen.models import Verhaal
from signalen.models.verhaal import VerhaalQuerySet
from wijken.models import Gebied, Lidmaatschap


def visible_verhalen(lid: Lidmaatschap) -> VerhaalQuerySet:
    """Return the stories that this member may open."""
    rows = Verhaal.objects.visible_to(lid)
    people = ("door__gebruiker", "nagelezen_door__gebruiker")
    return rows.select_related("gebied", "signaal", *people).defer("gebied__vorm")


def verhaal_page(
    lid: Lidmaatschap, *, gebied: Gebied | None = None, after: str | None = None
) -> Page[Verhaal]:
    """Return a page of the organisation's stories, newest first, in one area or all."""
    rows = visible_verhalen(lid)
    if gebied is not None:
        rows = rows.filter(gebied__in=Gebied.objects.within([gebied]).pks())
    return page(rows, order=("-op", "-pk"), after=after)


def to_proofread(lid: Lidmaatschap) -> VerhaalQuerySet:
    """Return colleagues' stories that wait for a second pair of eyes, the oldest first."""
    return visible_verhalen(lid).to_read(lid).order_by("op", "pk")
