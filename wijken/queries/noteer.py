"""What Noteer offers from what this worker noted before, and from where they work."""

from dataclasses import dataclass
from datetime import datetime

from opbouw.lib.maps.geometry import Point, holds
from opbouw.lib.models.labels import label_of
from opbouw.lib.web.params import LONGEST
from wijken.models import Gebied, GebiedSoort, Lidmaatschap, Vindplaats
from wijken.models.gebied import GebiedQuerySet
from wijken.queries.contact import own_contacts
from wijken.queries.opvolging import pk_now

# Further back a place is not one of the last any more.
LOOKED_AT = 50


@dataclass(frozen=True)
class Plek:
    """A place where somebody was before, by what it is: no row need be there still."""

    gebied: int
    vindplaats: str
    plek: str
    buurt: str = ""
    op: datetime | None = None

    @property
    def code(self) -> str:
        """How a form sends it; a page that a phone kept may be days old."""
        return f"{self.gebied}/{self.vindplaats}/{self.plek}"

    @property
    def waar(self) -> str:
        """The place as people say it."""
        return self.plek or label_of(Vindplaats, self.vindplaats)


def plek_of(code: str) -> Plek | None:
    """Return the place that was sent, in the buurt that its own is now; None when it is none."""
    gebied, _slash, rest = code.partition("/")
    vindplaats, slash, plek = rest.partition("/")
    if not (slash and gebied.isascii() and gebied.isdecimal() and len(gebied) <= LONGEST):
        return None
    found = Gebied.objects.without_vorm().filter(pk=gebied).first()
    return Plek(pk_now(found), vindplaats, plek) if found is not None else None


@dataclass(frozen=True)
class Eerder:
    """What the worker may mean again: the last places, and why."""

    plekken: list[Plek]
    redenen: list[str]


def earlier(lid: Lidmaatschap, among: GebiedQuerySet, most: int = 3) -> Eerder:
    """Return the last places in these buurten and the last reasons, the newest of each first."""
    columns = ("gebied_id", "vindplaats", "plek", "op", "lijn_waarom")
    # What somebody brought over was not necessarily theirs.
    noted = own_contacts(lid).filter(overzetting=None)
    rows = list(noted.values_list(*columns)[:LOOKED_AT])
    names = dict(among.filter(pk__in={row[0] for row in rows}).values_list("pk", "naam"))
    places: dict[str, Plek] = {}
    reasons: dict[str, None] = {}
    # Sorted out here: the database then reads fifty rows from its index instead of sorting years.
    for gebied, vindplaats, plek, op, waarom in rows:
        if gebied in names and len(places) < most:
            place = Plek(gebied, vindplaats, plek, names[gebied], op)
            places.setdefault(place.code, place)
        if waarom and len(reasons) < most:
            reasons.setdefault(waarom)
    return Eerder(list(places.values()), list(reasons))


def own_buurten(lid: Lidmaatschap) -> GebiedQuerySet:
    """Return the buurten where the member works, without their outlines."""
    return Gebied.objects.offered_to(lid)


def open_buurten(lid: Lidmaatschap, own: GebiedQuerySet) -> GebiedQuerySet:
    """Return these buurten and all others of the gemeenten where the member's organisation works.

    People do not stop at the border of a working area.
    """
    gemeenten = Gebied.objects.gemeenten_of(lid.organisatie).current().order_by()
    # Asked first: with a query inside it the database would look at every buurt of the country.
    codes = list(gemeenten.values_list("code", flat=True))
    around = Gebied.objects.current().buurten().filter(gemeentecode__in=codes)
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
