"""What Noteer offers from what this worker noted before, and from where they work."""

from dataclasses import dataclass

from opbouw.lib.maps.geometry import Point, holds
from wijken.models import Contactmoment, Gebied, GebiedSoort, Lidmaatschap
from wijken.models.gebied import GebiedQuerySet
from wijken.queries.contact import own_contacts

# Further back a place is not one of the last any more.
LOOKED_AT = 50


@dataclass(frozen=True)
class Eerder:
    """What the worker may mean again: the newest contact at each of the last places, and why."""

    plekken: list[Contactmoment]
    redenen: list[str]


def earlier(lid: Lidmaatschap, among: GebiedQuerySet, most: int = 3) -> Eerder:
    """Return the last places in these buurten and the last reasons, the newest of each first.

    The contacts hold where it was, with the name of its buurt, and when; nothing else.
    """
    columns = ("gebied_id", "vindplaats", "plek", "pk", "op", "lijn_waarom")
    rows = list(own_contacts(lid).values_list(*columns)[:LOOKED_AT])
    names = dict(among.filter(pk__in={row[0] for row in rows}).values_list("pk", "naam"))
    places: dict[tuple[int, str, str], Contactmoment] = {}
    reasons: dict[str, None] = {}
    # Sorted out here: the database then reads fifty rows from its index instead of sorting years.
    for gebied, vindplaats, plek, pk, op, waarom in rows:
        place = (gebied, vindplaats, plek)
        if gebied in names and place not in places and len(places) < most:
            buurt = Gebied(pk=gebied, naam=names[gebied])
            places[place] = Contactmoment(
                pk=pk, op=op, gebied=buurt, vindplaats=vindplaats, plek=plek
            )
        if waarom and len(reasons) < most:
            reasons.setdefault(waarom)
    return Eerder(list(places.values()), list(reasons))


def own_buurten(lid: Lidmaatschap) -> GebiedQuerySet:
    """Return the buurten where the member works, without their outlines."""
    return Gebied.objects.working_area(lid).current().buurten().without_vorm()


def open_buurten(lid: Lidmaatschap, own: GebiedQuerySet) -> GebiedQuerySet:
    """Return these buurten and all others of the gemeenten where the member's organisation works.

    People do not stop at the border of a working area.
    """
    gemeenten = Gebied.objects.gemeenten_of(lid.organisatie).current()
    around = Gebied.objects.current().buurten().filter(gemeentecode__in=gemeenten.values("code"))
    return (around | own).without_vorm()


def buurt_at(lid: Lidmaatschap, point: Point) -> Gebied | None:
    """Return the buurt around a place (longitude and latitude, WGS84) that Noteer offers.

    Down the tree, so that of a whole city only the outlines of some dozens are read.
    """
    gemeenten = Gebied.objects.gemeenten_of(lid.organisatie).current()
    around = gemeenten | Gebied.objects.working_area(lid).current().filter(ouder=None)
    found: Gebied | None = None
    for soort in (GebiedSoort.GEMEENTE, GebiedSoort.WIJK, GebiedSoort.BUURT):
        rows = around if found is None else Gebied.objects.current().filter(ouder=found)
        named = rows.filter(soort=soort, vorm__isnull=False).order_by("code")
        found = next((one for one in named if one.vorm and holds(one.vorm, point)), None)
        if found is None:
            return None
    return found
