"""Named reads of contacts."""

from opbouw.lib.web.keyset import Page, page
from wijken.models import Contactmoment, Gebied, Lidmaatschap
from wijken.models.contact import ContactQuerySet

ORDE = ("-op", "-pk")


def _rows(lid: Lidmaatschap) -> ContactQuerySet:
    rows = Contactmoment.objects.visible_to(lid).select_related("gebied", "door__gebruiker")
    return rows.defer("gebied__vorm")  # an outline is larger than all other columns


def team_contacts(
    lid: Lidmaatschap, *, alles: bool = False, gebied: Gebied | None = None
) -> ContactQuerySet:
    """Return the team's contacts in my areas, in one area or everywhere."""
    rows = _rows(lid)
    if gebied is not None:
        return rows.filter(gebied__in=Gebied.objects.within([gebied]).pks())
    return rows if alles else rows.filter(gebied__in=Gebied.objects.working_area(lid).pks())


def contact_page(
    lid: Lidmaatschap,
    *,
    alles: bool = False,
    gebied: Gebied | None = None,
    after: str | None = None,
) -> Page[Contactmoment]:
    """Return a page of the team's contacts, newest first: my areas, one area or everywhere."""
    return page(team_contacts(lid, alles=alles, gebied=gebied), order=ORDE, after=after)


def visible_contacts(lid: Lidmaatschap) -> ContactQuerySet:
    """Return the contacts that this member may open."""
    return _rows(lid)


def own_contacts(lid: Lidmaatschap) -> ContactQuerySet:
    """Return the member's own contacts, newest first: the next one is often at the same place."""
    return _rows(lid).filter(door=lid)
