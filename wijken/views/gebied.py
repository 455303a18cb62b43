"""Pages of areas: where the member works, and one area with its map and figures."""

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opbouw.lib.maps.svg import Shape, extent, map_svg
from wijken.actions.actueel import AFGELEID
from wijken.models import Cijfer, Gebied, GebiedSoort
from wijken.queries.cijfer import as_written
from wijken.queries.gebied import (
    Gebiedspagina,
    Overzicht,
    Vlak,
    area_page,
    known_area,
    overview,
)
from wijken.queries.opvolging import area_notice, brought_forward
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest

OWN = "vul-baksteen-zacht streep-baksteen"
NEAR = "vul-vlak streep-rand-sterk"
FAR = "vul-verzonken streep-rand"
ROOM_AROUND = 0.08  # of the map, so that one sees what borders on the area
UNKNOWN = "–"


@leden()
@require_safe
def gebieden(request: LidRequest) -> HttpResponse:
    """The member's working area: gemeente, wijken and buurten."""
    blokken = [_overview_block(gemeente) for gemeente in overview(request.lid)]
    context = {"blokken": blokken, "vervallen": area_notice(request.lid)}
    return render(request, "wijken/gebied/lijst.html", context)


@leden()
@require_safe
def gebied(request: LidRequest, code: str) -> HttpResponse:
    """One area: its map, its figures and its parts."""
    pagina = area_page(code)
    if pagina is None:
        return _what_followed(request, code)
    own = pagina.gebied
    context = {
        "gebied": own,
        "boven": " · ".join(
            [own.get_soort_display(), *(_titled(area) for area in pagina.boven), str(own.jaar)]
        ),
        "terug": pagina.boven[0] if pagina.boven else None,
        "kaart": _area_map(pagina),
        "kaart_rijen": _rows(pagina.vlakken, wijk=own.soort == GebiedSoort.GEMEENTE, own=own),
        "kaart_koppen": _heads(wijk=own.soort == GebiedSoort.GEMEENTE),
        "wijken": pagina.delen if own.soort == GebiedSoort.GEMEENTE else [],
        "inwoners": None if own.inwoners is None else as_written(Decimal(own.inwoners)),
        "cijfers": _figures(pagina),
        "afgeleid": own.bron.startswith(AFGELEID),
        "team": request.lid.organisatie.soort == "welzijn",
    }
    return render(request, "wijken/gebied/detail.html", context)


def _what_followed(request: LidRequest, code: str) -> HttpResponse:
    """Lead from an area of an older edition to what followed it."""
    old = known_area(code)
    if old is None:
        raise Http404
    new = brought_forward([old])
    if [area.actueel for area in new] == [True]:
        return redirect("gebied", new[0].code)
    context = {"gebied": old, "opvolgers": [area for area in new if area.actueel]}
    return render(request, "wijken/gebied/opgegaan.html", context)


def _titled(area: Gebied) -> str:
    level = area.get_soort_display().capitalize()
    return area.naam if area.naam.startswith(level) else f"{level} {area.naam}"


def _link(area: Gebied) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("gebied", args=[area.code]), area.naam)


def _shape(vlak: Vlak, klasse: str, *, nadruk: bool = False) -> Shape:
    return Shape(
        naam=vlak.gebied.naam,
        vorm=vlak.gebied.vorm or {},
        klasse=klasse,
        url=reverse("gebied", args=[vlak.gebied.code]),
        nummer=str(vlak.nummer or ""),
        nadruk=nadruk,
    )


def _overview_block(overzicht: Overzicht) -> dict[str, object]:
    shapes = [
        _shape(vlak, OWN if vlak.eigen else NEAR, nadruk=vlak.eigen)
        for vlak in overzicht.vlakken
        if vlak.gebied.vorm
    ]
    return {
        "gemeente": overzicht.gemeente,
        "kaart": map_svg(shapes, title=_("Kaart van %s") % overzicht.gemeente.naam),
        "koppen": _heads(wijk=True),
        "rijen": _rows(overzicht.vlakken, wijk=True),
    }


def _area_map(pagina: Gebiedspagina) -> SafeString:
    drawn = [vlak for vlak in pagina.vlakken if vlak.gebied.vorm]
    counted = [_shape(vlak, NEAR) for vlak in drawn if vlak.nummer]
    if not counted:
        return SafeString("")
    west, south, east, north = extent(counted)
    dx, dy = (east - west) * ROOM_AROUND, (north - south) * ROOM_AROUND
    shapes = [
        _shape(vlak, OWN if vlak.eigen else NEAR if vlak.nummer else FAR, nadruk=vlak.eigen)
        for vlak in drawn
    ]
    return map_svg(
        shapes,
        title=_("Kaart van %s en wat eromheen ligt") % pagina.gebied.naam,
        focus=(west - dx, south - dy, east + dx, north + dy),
    )


def _heads(*, wijk: bool) -> list[str]:
    return [_("Buurt"), *([_("Wijk")] if wijk else []), _("Inwoners")]


def _rows(vlakken: list[Vlak], *, wijk: bool, own: Gebied | None = None) -> list[list[object]]:
    rows: list[list[object]] = []
    for vlak in vlakken:
        area = vlak.gebied
        if not vlak.nummer:
            continue
        name = area.naam if area == own else _link(area)
        row: list[object] = [format_html("{}. {}", vlak.nummer, name)]
        if wijk:
            row.append(_link(area.ouder) if area.ouder else UNKNOWN)
        row.append(UNKNOWN if area.inwoners is None else as_written(Decimal(area.inwoners)))
        rows.append(row)
    return rows


def _source(cijfer: Cijfer) -> str:
    # Most sources name their year themselves.
    year = str(cijfer.jaar)
    return cijfer.bron if year in cijfer.bron else f"{cijfer.bron}, {year}"


def _figures(pagina: Gebiedspagina) -> dict[str, object]:
    """Return the table of figures; a source that all share goes below it instead of in each row."""
    sources = {_source(regel.cijfer) for regel in pagina.cijfers}
    rows = []
    for regel in pagina.cijfers:
        cijfer, boven = regel.cijfer, regel.boven
        row = [cijfer.naam, as_written(cijfer.waarde, cijfer.eenheid)]
        if pagina.vergelijking:
            row.append(as_written(boven.waarde, boven.eenheid) if boven else UNKNOWN)
        if len(sources) > 1:
            row.append(_source(cijfer))
        rows.append(row)
    beside = [_titled(pagina.vergelijking)] if pagina.vergelijking else []
    heads = [_("Cijfer"), pagina.gebied.naam, *beside, *([_("Bron")] if len(sources) > 1 else [])]
    return {"koppen": heads, "rijen": rows, "bron": sources.pop() if len(sources) == 1 else ""}
