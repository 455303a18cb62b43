"""Named reads of areas, their figures and their maps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F

from wijken.models import Cijfer, Gebied, GebiedSoort, Lidmaatschap


@dataclass(frozen=True)
class Vlak:
    """One buurt on a map: part of what the page is about, or of what lies around it."""

    gebied: Gebied
    eigen: bool
    nummer: int | None


@dataclass(frozen=True)
class Overzicht:
    """One gemeente with the buurten where the member works, and all of them for the map."""

    gemeente: Gebied
    vlakken: list[Vlak]


@dataclass(frozen=True)
class Cijferregel:
    """One figure beside the same figure of the area above, if that is published."""

    cijfer: Cijfer
    boven: Cijfer | None


@dataclass(frozen=True)
class Gebiedspagina:
    """All that the page of one area shows."""

    gebied: Gebied
    boven: list[Gebied]  # the wijk and the gemeente, from near to far
    delen: list[Gebied]
    vlakken: list[Vlak]
    cijfers: list[Cijferregel]
    vergelijking: Gebied | None


def overview(lid: Lidmaatschap) -> list[Overzicht]:
    """Return the gemeenten of the member's working area, with their buurten in order of code."""
    own = dict(Gebied.objects.working_area(lid).current().values_list("code", "gemeentecode"))
    areas = list(
        Gebied.objects.current()
        .filter(gemeentecode__in=set(own.values()))
        .exclude(soort=GebiedSoort.WIJK)
        .select_related("ouder")
        .defer("ouder__vorm")
    )
    result = []
    for gemeente in (area for area in areas if area.soort == GebiedSoort.GEMEENTE):
        buurten = [
            area
            for area in areas
            if area.soort == GebiedSoort.BUURT and area.gemeentecode == gemeente.code
        ]
        result.append(Overzicht(gemeente, _numbered(buurten, own)))
    return result


def known_area(code: str) -> Gebied | None:
    """Return the area of this code, without its outline: the current one, or what it was last."""
    rows = Gebied.objects.without_vorm().filter(code=code)
    return rows.order_by("-actueel", "-jaar").first()


def pks_within(gebied: Gebied) -> list[int]:
    """Return the keys of an area and of all below it, in every edition."""
    return Gebied.objects.within([gebied]).pks()


def area_page(code: str) -> Gebiedspagina | None:
    """Return the current area with this code and what surrounds it; None when there is none.

    Areas are public, so every member may see every area.
    """
    try:
        gebied = (
            Gebied.objects.current()
            .select_related("ouder__ouder")
            .defer("ouder__vorm", "ouder__ouder__vorm")
            .get(code=code)
        )
    except Gebied.DoesNotExist:
        return None
    boven = [area for area in (gebied.ouder, gebied.ouder and gebied.ouder.ouder) if area]
    around = list(
        Gebied.objects.filter(
            gemeentecode=gebied.gemeentecode, jaar=gebied.jaar, soort=GebiedSoort.BUURT
        )
        .select_related("ouder")
        .defer("ouder__vorm")
    )
    # A buurt is numbered together with its neighbours in the wijk; a wijk with its buurten.
    counted = {
        buurt.code
        for buurt in around
        if gebied.soort == GebiedSoort.GEMEENTE or buurt.code[2:8] == gebied.code[2:8]
    }
    own = {buurt.code for buurt in around if buurt.code.startswith(f"BU{gebied.code[2:]}")}
    vlakken = [
        Vlak(vlak.gebied, vlak.gebied.code in own, vlak.nummer)
        for vlak in _numbered(around or [gebied], counted or {gebied.code})
    ]
    cijfers, vergelijking = _figures(gebied, boven)
    return Gebiedspagina(
        gebied=gebied,
        boven=boven,
        delen=list(gebied.delen.defer("vorm")),
        vlakken=vlakken,
        cijfers=cijfers,
        vergelijking=vergelijking,
    )


def known_names(codes: Collection[str]) -> dict[str, str]:
    """Return the name of each of these areas in its newest edition; a number is no name."""
    rows = Gebied.objects.filter(code__in=codes).order_by("jaar").values_list("code", "naam")
    return {code: naam for code, naam in rows if naam not in {code, f"Wijk {code[6:]}"}}


def _numbered(buurten: list[Gebied], counted: Iterable[str]) -> list[Vlak]:
    result, number = [], 0
    for buurt in buurten:
        own = buurt.code in counted
        number += own
        result.append(Vlak(buurt, own, number if own else None))
    return result


def _figures(gebied: Gebied, boven: list[Gebied]) -> tuple[list[Cijferregel], Gebied | None]:
    """Return the newest of each figure, beside that of the nearest area above that has any.

    Of every edition with the same code: a source that appears once in four years must not
    disappear with each new division.
    """
    newest: dict[str, dict[str, Cijfer]] = {area.code: {} for area in (gebied, *boven)}
    rows = Cijfer.objects.filter(gebied__code__in=newest).annotate(code=F("gebied__code"))
    for cijfer in rows.order_by("gebied__jaar", "pk"):
        known = newest[cijfer.code].get(cijfer.sleutel)
        if known is None or known.jaar <= cijfer.jaar:
            newest[cijfer.code][cijfer.sleutel] = cijfer
    beside = next((area for area in boven if newest[area.code]), None)
    above = newest[beside.code] if beside else {}
    lines = [
        Cijferregel(cijfer, _same_year(cijfer, above.get(key)))
        for key, cijfer in newest[gebied.code].items()
    ]
    return lines, beside


def _same_year(cijfer: Cijfer, other: Cijfer | None) -> Cijfer | None:
    # Two different years side by side would compare years, not places.
    return other if other and other.jaar == cijfer.jaar else None
