"""Named reads of stories."""

from opbouw.lib.web.keyset import Page, page
from signalen.models import Verhaal
from signalen.models.verhaal import VerhaalQuerySet
from wijken.models import Lidmaatschap


def visible_verhalen(lid: Lidmaatschap) -> VerhaalQuerySet:
    """Return the stories that this member may open."""
    rows = Verhaal.objects.visible_to(lid)
    people = ("door__gebruiker", "nagelezen_door__gebruiker")
    return rows.select_related("gebied", "signaal", *people).defer("gebied__vorm")


def verhaal_page(lid: Lidmaatschap, *, after: str | None = None) -> Page[Verhaal]:
    """Return a page of the organisation's stories, newest first."""
    return page(visible_verhalen(lid), order=("-op", "-pk"), after=after)


def to_proofread(lid: Lidmaatschap) -> VerhaalQuerySet:
    """Return colleagues' stories that wait for a second pair of eyes, the oldest first."""
    return visible_verhalen(lid).to_read(lid).order_by("op", "pk")
