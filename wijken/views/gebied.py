"""Pages of areas: where the member works, and one area with its map and figures."""

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opbouw.lib.web.params import text_param
from wijken.actions.actueel import AFGELEID
from wijken.models import Cijfer, Gebied, GebiedSoort, OrganisatieSoort
from wijken.queries.bron import what_is_there
from wijken.queries.cijfer import as_written
from wijken.queries.gebied import (
    Gebiedspagina,
    Overzicht,
    Vlak,
    area_page,
    gemeenten_with,
    known_area,
    overview,
    own_areas,
)
from wijken.queries.opvolging import area_notice, brought_forward
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest
from wijken.views.landkaart import nearby, overview_map

UNKNOWN = "–"


@leden()
@require_safe
def gebieden(request: LidRequest) -> HttpResponse:
    """The member's working area: gemeente, wijken and buurten."""
    own = own_areas(request.lid)
    codes = set(own.values())
    chosen = text_param(request, "gemeente")
    if chosen and chosen not in codes:
        raise Http404
    # Of many gemeenten one chooses first: their maps together are a page of megabytes.
    shown = {chosen} if chosen else codes if len(codes) < 2 else set()
    found = overview(request.lid, {code: gm for code, gm in own.items() if gm in shown})
    context = {
        "blokken": [_overview_block(one) for one in found],
        "gemeenten": gemeenten_with(codes) if len(codes) > 1 else [],
        "gekozen": chosen,
        "vervallen": area_notice(request.lid),
    }
    return render(request, "wijken/gebied/lijst.html", context)


@leden()
@require_safe
def gebied(request: LidRequest, code: str) -> HttpResponse:
    """One area: its map, its figures and its parts."""
    pagina = area_page(code)
    if pagina is None:
        return _what_followed(request, code)
    own = pagina.gebied
    whole = own.soort == GebiedSoort.GEMEENTE
    team = request.lid.organisatie.soort == OrganisatieSoort.WELZIJN
    context = {
        "gebied": own,
        "boven": " · ".join(
            [own.get_soort_display(), *(_titled(area) for area in pagina.boven), str(own.jaar)]
        ),
        "terug": pagina.boven[0] if pagina.boven else None,
        "kaart": nearby(pagina.vlakken),
        "kaart_rijen": _rows(pagina.vlakken, pagina.soort, wijk=whole, own=own),
        "kaart_koppen": _heads(pagina.soort, wijk=whole),
        "bijschrift": _("Wijken op de kaart")
        if pagina.soort == GebiedSoort.WIJK
        else _("Buurten op de kaart"),
        # A table that names the wijken needs no second list of them.
        "wijken": pagina.delen if whole and pagina.soort == GebiedSoort.BUURT else [],
        "inwoners": None if own.inwoners is None else as_written(Decimal(own.inwoners)),
        "cijfers": _figures(pagina),
        "afgeleid": own.bron.startswith(AFGELEID),
        "team": team,
        "bronnen": what_is_there(request.lid, own) if team else None,
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


def _overview_block(overzicht: Overzicht) -> dict[str, object]:
    return {
        "gemeente": overzicht.gemeente,
        "kaart": overview_map(overzicht),
        "koppen": _heads(overzicht.soort),
        "rijen": _rows(overzicht.vlakken, overzicht.soort),
        "bijschrift": _("Jouw wijken")
        if overzicht.soort == GebiedSoort.WIJK
        else _("Jouw buurten"),
    }


def _heads(soort: GebiedSoort, *, wijk: bool = True) -> list[str]:
    if soort == GebiedSoort.WIJK:
        return [_("Wijk"), _("Inwoners")]
    return [_("Buurt"), *([_("Wijk")] if wijk else []), _("Inwoners")]


def _rows(
    vlakken: list[Vlak], soort: GebiedSoort, *, wijk: bool = True, own: Gebied | None = None
) -> list[list[object]]:
    rows: list[list[object]] = []
    for vlak in vlakken:
        area = vlak.gebied
        if not vlak.nummer:
            continue
        name = area.naam if area == own else _link(area)
        row: list[object] = [format_html("{}. {}", vlak.nummer, name)]
        if wijk and soort == GebiedSoort.BUURT:
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
