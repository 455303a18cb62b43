"""What is there in an area and how it is tied: now, or what came and went in a quarter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijken.models import Bron, Gebied, GebiedSoort, Lidmaatschap, Verband
from wijken.models.bron import ARCHIEF_NA, BronQuerySet
from wijken.models.verband import VerbandQuerySet
from wijken.queries.bron import visible_bronnen
from wijken.queries.kwartaal import Kwartaal

# A picture with more is read by nobody: then it shows the buurten, or the kinds.
MOST = 40
# With what they are tied to elsewhere.
MOST_DRAWN = 60


@dataclass(frozen=True)
class Eind:
    """One thing in the picture: an asset, an institution, or a group of assets."""

    sleutel: str
    nummer: int
    naam: str
    # Of a BronSoort; empty for an institution, and for a group of a buurt.
    soort: str
    waar: str
    bron: Bron | None = None
    groep: Gebied | str | None = None
    aantal: int = 1
    nieuw: bool = False
    weg: bool = False


@dataclass(frozen=True)
class Band:
    """One tie in the picture, or between two groups all on one line."""

    een: Eind
    ander: Eind
    lijn: str
    aantal: int
    verband: Verband | None = None
    nieuw: bool = False
    weg: bool = False


@dataclass(frozen=True)
class Netwerk:
    """All that the picture and its tables show."""

    einden: list[Eind]
    banden: list[Band]
    # Whether there was so much that it was put together.
    gegroepeerd: bool
    # How many are not in the picture, also so.
    over: int = 0


def network_of(
    lid: Lidmaatschap, gebied: Gebied, *, soort: str = "", kwartaal: Kwartaal | None = None
) -> Netwerk:
    """Return the network of an area; with a kind those of it and what they are tied to.

    Ties that leave the area are shown, with what they lead to.
    """
    here = Gebied.objects.within([gebied]).pks()
    around = Q(bron__gebied__in=here) | Q(andere__gebied__in=here)
    verbanden = list(_ties(lid, kwartaal).filter(around).order_by("sinds", "pk"))
    rows = visible_bronnen(lid)
    own = list(_present(rows.filter(gebied__in=here), kwartaal).order_by("gebied__code", "pk"))
    if soort:
        own = [bron for bron in own if bron.soort == soort]
    known = {bron.pk: bron for bron in own}
    tied = [v for v in verbanden if v.bron_id in known or v.andere_id in known]
    ends = {pk for v in tied for pk in (v.bron_id, v.andere_id) if pk is not None} - known.keys()
    known |= {bron.pk: bron for bron in _present(rows.filter(pk__in=ends), kwartaal)}
    tied = [v for v in tied if v.bron_id in known and (v.andere_id is None or v.andere_id in known)]
    if len(own) > MOST and not soort:
        return _together(own, tied, gebied, kwartaal)
    return _apart(own, known, tied, kwartaal)


def _present(rows: BronQuerySet, kwartaal: Kwartaal | None) -> BronQuerySet:
    if kwartaal is None:
        return rows.current(timezone.localdate())
    there = Q(gearchiveerd_op__gte=kwartaal.begin)
    there |= Q(gearchiveerd_op__isnull=True, bevestigd_op__gte=kwartaal.begin - ARCHIEF_NA)
    return rows.filter(there, genoemd_op__lte=kwartaal.end)


def _ties(lid: Lidmaatschap, kwartaal: Kwartaal | None) -> VerbandQuerySet:
    rows = Verband.objects.visible_to(lid)
    if kwartaal is None:
        return rows.going_on()
    still = Q(geeindigd_op__isnull=True) | Q(geeindigd_op__gte=kwartaal.begin)
    return rows.filter(still, sinds__lte=kwartaal.end)


def _apart(
    own: list[Bron],
    known: Mapping[int, Bron],
    verbanden: list[Verband],
    kwartaal: Kwartaal | None,
) -> Netwerk:
    """Show each asset by itself, those with the most ties first when there are too many."""
    ends: dict[int, set[int | str]] = defaultdict(set)
    for v in verbanden:
        other = v.andere_id or v.instelling
        ends[v.bron_id].add(other)
        if v.andere_id is not None:
            ends[v.andere_id].add(v.bron_id)
    shown: set[int] = set()
    drawn: set[int | str] = set()
    for bron in sorted(own, key=lambda one: -len(ends[one.pk])):
        wider = drawn | {bron.pk} | ends[bron.pk]
        if len(shown) == MOST:
            break
        if len(wider) > MOST_DRAWN:
            continue  # it alone would fill the picture; the others still fit
        shown.add(bron.pk)
        drawn = wider
    inside = [v for v in verbanden if v.bron_id in shown or v.andere_id in shown]
    mine = {bron.pk for bron in own}
    beyond = {pk for v in inside for pk in (v.bron_id, v.andere_id) if pk and pk not in mine}
    inside = [
        v
        for v in inside
        if v.bron_id in shown | beyond and (v.andere_id is None or v.andere_id in shown | beyond)
    ]
    rows = [bron for bron in own if bron.pk in shown]
    rows += sorted((known[pk] for pk in beyond), key=lambda bron: bron.pk)
    einden: dict[str, Eind] = {}
    for bron in rows:
        einden[f"b{bron.pk}"] = Eind(
            f"b{bron.pk}",
            len(einden) + 1,
            bron.naam,
            bron.soort,
            bron.gebied.naam,
            bron,
            nieuw=kwartaal is not None and kwartaal.holds(bron.genoemd_op),
            weg=kwartaal is not None and kwartaal.holds(bron.weg_op),
        )
    for naam in dict.fromkeys(v.instelling for v in inside if v.instelling):
        einden[f"i{naam}"] = Eind(f"i{naam}", len(einden) + 1, naam, "", "")
    banden = [
        Band(
            einden[f"b{v.bron_id}"],
            einden[f"b{v.andere_id}" if v.andere_id else f"i{v.instelling}"],
            v.lijn,
            1,
            v,
            nieuw=kwartaal is not None and kwartaal.holds(v.sinds),
            weg=kwartaal is not None and kwartaal.holds(v.geeindigd_op),
        )
        for v in inside
    ]
    return Netwerk(list(einden.values()), banden, False, len(own) - len(shown))


def _together(
    bronnen: list[Bron], verbanden: list[Verband], gebied: Gebied, kwartaal: Kwartaal | None
) -> Netwerk:
    """Show buurten instead of assets, or within one buurt the kinds."""
    by_area = gebied.soort != GebiedSoort.BUURT
    member: dict[int, str] = {}
    groups: dict[str, list[Bron]] = defaultdict(list)
    for bron in sorted(bronnen, key=lambda one: (one.gebied.code, one.pk)):
        name = f"g{bron.gebied.codes_nu[0]}" if by_area else f"s{bron.soort}"
        member[bron.pk] = name
        groups[name].append(bron)
    einden: dict[str, Eind] = {}
    for name, rows in groups.items():
        first = rows[0]
        einden[name] = Eind(
            name,
            len(einden) + 1,
            first.gebied.naam if by_area else first.get_soort_display(),
            "" if by_area else first.soort,
            "",
            groep=first.gebied if by_area else first.soort,
            aantal=len(rows),
            nieuw=kwartaal is not None and any(kwartaal.holds(one.genoemd_op) for one in rows),
            weg=kwartaal is not None and any(kwartaal.holds(one.weg_op) for one in rows),
        )
    beyond = {pk for v in verbanden for pk in (v.bron_id, v.andere_id) if pk and pk not in member}
    if beyond:
        # Only those that something here is tied to.
        said = _("buiten %(naam)s") % {"naam": gebied.naam}
        einden["e"] = Eind("e", len(einden) + 1, said, "", "", groep="", aantal=len(beyond))
    if any(v.instelling for v in verbanden):
        names = {v.instelling for v in verbanden if v.instelling}
        said = _("instellingen")
        einden["i"] = Eind("i", len(einden) + 1, said, "", "", aantal=len(names))
    counted: dict[tuple[str, str, str], list[Verband]] = defaultdict(list)
    for v in verbanden:
        one = member.get(v.bron_id, "e")
        other = member.get(v.andere_id, "e") if v.andere_id else "i"
        counted[min(one, other), max(one, other), v.lijn].append(v)
    banden = [
        Band(
            einden[one],
            einden[other],
            lijn,
            len(rows),
            nieuw=kwartaal is not None and any(kwartaal.holds(v.sinds) for v in rows),
            weg=kwartaal is not None and any(kwartaal.holds(v.geeindigd_op) for v in rows),
        )
        for (one, other, lijn), rows in sorted(counted.items())
    ]
    return Netwerk(list(einden.values()), banden, True)
