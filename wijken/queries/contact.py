"""Named reads of contacts."""

from collections.abc import Sequence

from opbouw.lib.web.keyset import Page, page
from wijken.models import Contactmoment, Gebied, Lidmaatschap
from wijken.models.contact import ContactQuerySet


def _rows(lid: Lidmaatschap) -> ContactQuerySet:
    rows = Contactmoment.objects.visible_to(lid).select_related("gebied", "door__gebruiker")
    return rows.defer("gebied__vorm")  # an outline is larger than all other columns


def contact_page(
    lid: Lidmaatschap,
    *,
    alles: bool = False,
    gebied: Gebied | None = None,
    after: str | None = None,
) -> Page[Contactmoment]:
    """Return a page of the team's contacts, newest first: my areas, one area or everywhere."""
    rows = _rows(lid)
    if gebied is not None:
        rows = rows.filter(gebied__in=Gebied.objects.within([gebied]).pks())
    elif not alles:
        rows = rows.filter(gebied__in=Gebied.objects.working_area(lid).pks())
    return page(rows, order=("-op", "-pk"), after=after)


def visible_contacts(lid: Lidmaatschap) -> ContactQuerySet:
    """Return the contacts that this member may open."""
    return _rows(lid)


def own_contacts(lid: Lidmaatschap) -> ContactQuerySet:
    """Return the member's own contacts, newest first: the next one is often at the same place."""
    return _rows(lid).filter(door=lid)


def open_appointments(lid: Lidmaatschap) -> ContactQuerySet:
    """Return the promises that this member has to keep and are still open, the oldest first."""
    return _rows(lid).promised_by(lid).order_by("afspraak_op", "pk")


def fallen_appointments(lid: Lidmaatschap, gone: Sequence[int]) -> ContactQuerySet:
    """Return the team's open promises of the colleagues who are gone, the oldest first."""
    return _rows(lid).promised_by_nobody(gone).order_by("afspraak_op", "pk")
