"""Named reads of areas, their figures and their maps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, Q

from opbouw.lib.maps.drawing import Drawing
from wijken.models import Cijfer, Gebied, GebiedSoort, Lidmaatschap
from wijken.models.gebied import GebiedQuerySet

# A map with more numbers than this is read by nobody: then it shows the wijken.
MOST_BUURTEN = 60


@dataclass(frozen=True)
class Vlak:
    """One area on a map: numbered when the table beside it names it, else what lies around."""

    gebied: Gebied
    nummer: int | None
    eigen: bool

    @property
    def tekening(self) -> Drawing | None:
        """How it is drawn; None when its outline is unknown."""
        return Drawing.of(getattr(self.gebied, "getekend", None))


@dataclass(frozen=True)
class Overzicht:
    """One gemeente with the areas where the member works, and all around them."""

    gemeente: Gebied
    vlakken: list[Vlak]
    soort: GebiedSoort  # of the areas that are numbered
    dichtbij: bool = False  # whether its map shows them and what borders on them alone


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
    soort: GebiedSoort  # of the areas that are numbered
    cijfers: list[Cijferregel]
    vergelijking: Gebied | None


def own_areas(lid: Lidmaatschap) -> dict[str, str]:
    """Return the codes of the areas where the member works, each with that of its gemeente."""
    area = Gebied.objects.working_area(lid).current()
    return dict(area.values_list("code", "gemeentecode"))


def gemeenten_with(codes: Iterable[str]) -> list[Gebied]:
    """Return the current gemeenten with these codes, by name."""
    current = Gebied.objects.current().without_vorm()
    return list(current.filter(code__in=set(codes)).order_by("naam"))


def overview(lid: Lidmaatschap, own: dict[str, str] | None = None) -> list[Overzicht]:
    """Return the gemeenten of the member's working area, with their areas in order of code.

    `own` is that area as `own_areas` returns it, or a part of it.
    """
    own = own_areas(lid) if own is None else own
    areas = _drawn(Gebied.objects.current().filter(gemeentecode__in=set(own.values())))
    return [
        _overview(gemeente, [one for one in areas if one.gemeentecode == gemeente.code], own)
        for gemeente in areas
        if gemeente.soort == GebiedSoort.GEMEENTE
    ]


def _overview(gemeente: Gebied, areas: list[Gebied], own: Collection[str]) -> Overzicht:
    """Number the own buurten, or when they are many the own wijken."""
    buurten = [area for area in areas if area.soort == GebiedSoort.BUURT]
    wijken = [area for area in areas if area.soort == GebiedSoort.WIJK]
    mine = [buurt for buurt in buurten if buurt.code in own]
    if len(mine) > MOST_BUURTEN:
        within = {buurt.ouder_id for buurt in mine}
        mine = [wijk for wijk in wijken if wijk.pk in within]
        return Overzicht(gemeente, _on_map(mine, around=wijken), GebiedSoort.WIJK)
    if len(buurten) <= MOST_BUURTEN:
        return Overzicht(gemeente, _on_map(mine, around=buurten), GebiedSoort.BUURT)
    # In a city they are too small to point at: they are shown from nearby, their wijken around.
    near = _drawn(Gebied.objects.filter(pk__in=[buurt.pk for buurt in mine]), near=True)
    return Overzicht(gemeente, _on_map(near, around=wijken), GebiedSoort.BUURT, dichtbij=True)


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
            .without_vorm()
            .select_related("ouder__ouder")
            .defer("ouder__vorm", "ouder__ouder__vorm")
            .get(code=code)
        )
    except Gebied.DoesNotExist:
        return None
    boven = [area for area in (gebied.ouder, gebied.ouder and gebied.ouder.ouder) if area]
    vlakken, soort = _area_map(gebied)
    cijfers, vergelijking = _figures(gebied, boven)
    return Gebiedspagina(
        gebied=gebied,
        boven=boven,
        delen=list(gebied.delen.defer("vorm")),
        vlakken=vlakken,
        soort=soort,
        cijfers=cijfers,
        vergelijking=vergelijking,
    )


def known_names(codes: Collection[str]) -> dict[str, str]:
    """Return the name of each of these areas in its newest edition; a number is no name."""
    rows = Gebied.objects.filter(code__in=codes).order_by("jaar").values_list("code", "naam")
    return {code: naam for code, naam in rows if naam not in {code, f"Wijk {code[6:]}"}}


def _drawn(areas: GebiedQuerySet, *, near: bool = False) -> list[Gebied]:
    """Read areas with how they are drawn; their outlines themselves no page needs."""
    rows = areas.without_vorm().select_related("ouder").defer("ouder__vorm")
    return list(rows.annotate(getekend=F("tekening__dichtbij" if near else "tekening__ver")))


def _area_map(gebied: Gebied) -> tuple[list[Vlak], GebiedSoort]:
    """Return what the map of one area shows, and the kind of area that it numbers."""
    edition = Gebied.objects.filter(gemeentecode=gebied.gemeentecode, jaar=gebied.jaar)
    wijken = edition.filter(soort=GebiedSoort.WIJK)
    if gebied.soort == GebiedSoort.GEMEENTE:
        many = edition.buurten()[: MOST_BUURTEN + 1].count() > MOST_BUURTEN
        kinds = [edition.buurten()] if not many else []
        for rows in (*kinds, wijken, edition.filter(pk=gebied.pk)):
            if numbered := _drawn(rows):
                return _on_map(numbered), GebiedSoort(numbered[0].soort)
    # A buurt is numbered together with its neighbours in the wijk; a wijk with its buurten.
    inside = Q(code__startswith=f"BU{gebied.code[2:8]}")
    areas = _drawn(edition.filter(inside | Q(soort=GebiedSoort.WIJK)), near=True)
    numbered = [area for area in areas if area.soort == GebiedSoort.BUURT]
    around = [area for area in areas if area.soort == GebiedSoort.WIJK]
    if not numbered:
        numbered = [area for area in around if area.pk == gebied.pk]
    around = [area for area in around if area.code[2:8] != gebied.code[2:8]]
    own = {gebied.code} if gebied.soort == GebiedSoort.BUURT else None
    return _on_map(numbered, around=around, own=own), GebiedSoort.BUURT


def _on_map(
    numbered: Collection[Gebied],
    *,
    around: Iterable[Gebied] = (),
    own: Collection[str] | None = None,
) -> list[Vlak]:
    """Number areas and put those around them below; `own` are emphasised, by default all."""
    known = {area.pk for area in numbered}
    below = [Vlak(area, None, eigen=False) for area in around if area.pk not in known]
    return below + [
        Vlak(area, number, eigen=own is None or area.code in own)
        for number, area in enumerate(numbered, 1)
    ]


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
