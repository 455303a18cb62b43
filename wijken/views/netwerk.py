"""The network of an area: its picture, its tables, and what came and went in a quarter."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opbouw.lib.models.labels import label_of
from opbouw.lib.networks.svg import Edge, Mark, Node, Shape, line_svg, network_svg, shape_svg
from opbouw.lib.text.dates import day
from opbouw.lib.web.choices import Keuze
from wijken.models import BronSoort, Gebied, GebiedSoort, Lijn, Sterkte
from wijken.queries.gebied import known_area
from wijken.queries.kwartaal import Kwartaal, last_quarters
from wijken.queries.netwerk import Band, Eind, Netwerk, network_of
from wijken.queries.opvolging import brought_forward
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest

SHAPES: dict[str, Shape] = {
    BronSoort.TALENT: "circle",
    BronSoort.INFORMEEL: "diamond",
    BronSoort.FORMEEL: "square",
    BronSoort.PLEK: "house",
    BronSoort.ONDERNEMER: "triangle",
    BronSoort.VOORZIENING: "hexagon",
}
# Solid, dashed and dotted: told apart in black and white.
DASHES: dict[str, str] = {Lijn.VERBINDEN: "", Lijn.OVERBRUGGEN: "9 6", Lijn.KOPPELEN: "0.1 6"}
WEIGHTS: dict[str, float] = {Sterkte.LOS: 1.5, Sterkte.VAST: 2.8, Sterkte.STEVIG: 4.5}
GROUPED = 2.8


@leden(*WELZIJN)
@require_safe
def netwerk(request: LidRequest, code: str) -> HttpResponse:
    """Who knows whom in an area."""
    gebied = _area(code)
    if gebied.soort == GebiedSoort.GEMEENTE:
        # A city in one picture is read by nobody, and takes seconds to lay out.
        raise Http404
    if gebied.code != code:
        return redirect("gebied_netwerk", gebied.code)
    soort, kwartaal = _chosen(request)
    found = network_of(request.lid, gebied, soort=soort, kwartaal=kwartaal)
    here = kwartaal.code if kwartaal else ""
    context = {
        "gebied": gebied,
        "netwerk": found,
        "kwartaal": kwartaal,
        "gefilterd": bool(soort or kwartaal),
        "tekening": network_svg(
            [_node(eind, kwartaal) for eind in found.einden],
            [_edge(band) for band in found.banden if band.een is not band.ander],
        ),
        "kwartalen": [
            Keuze(_("Nu"), _query(soort, ""), kwartaal is None),
            *(Keuze(str(one), _query(soort, one.code), one == kwartaal) for one in last_quarters()),
        ],
        "soorten": [
            Keuze(_("Alles"), _query("", here), not soort),
            *(
                Keuze(str(label), _query(value, here), value == soort)
                for value, label in BronSoort.choices
            ),
        ],
        "vormen": _shapes(found),
        "lijnen": [
            (label, line_svg(f"streep-{value}", DASHES[value], GROUPED))
            for value, label in Lijn.choices
        ],
        "eind_koppen": _heads(found, kwartaal),
        "eind_rijen": [_row(eind, found, kwartaal) for eind in found.einden],
        "band_koppen": _tie_heads(found, kwartaal),
        "band_rijen": [_tie_row(band, found, kwartaal) for band in found.banden],
    }
    return render(request, "wijken/netwerk/netwerk.html", context)


def _area(code: str) -> Gebied:
    """Return the area that a code stands for now."""
    gebied = known_area(code)
    if gebied is None:
        raise Http404
    now = [area for area in brought_forward([gebied]) if area.actueel]
    return now[0] if len(now) == 1 else gebied


def _chosen(request: LidRequest) -> tuple[str, Kwartaal | None]:
    soort, asked = request.GET.get("soort", ""), request.GET.get("kwartaal", "")
    kwartaal = next((one for one in last_quarters() if one.code == asked), None)
    return soort if soort in BronSoort.values else "", kwartaal


def _query(soort: str, kwartaal: str) -> str:
    parts = {"soort": soort, "kwartaal": kwartaal}
    return "?" + urlencode({name: value for name, value in parts.items() if value})


def _mark(what: Eind | Band) -> Mark:
    # In the same quarter it may have come and gone: then it is gone.
    return "×" if what.weg else "+" if what.nieuw else ""


def _shape(eind: Eind) -> Shape:
    if eind.groep is not None:
        return "group"
    return SHAPES[eind.soort] if eind.soort else "double"


def _node(eind: Eind, kwartaal: Kwartaal | None) -> Node:
    return Node(
        eind.sleutel,
        _shape(eind),
        str(eind.nummer),
        eind.naam,
        _url(eind, kwartaal),
        # Of a group some came and some went: its table says how many there are.
        "" if eind.groep is not None else _mark(eind),
    )


def _edge(band: Band) -> Edge:
    weight = WEIGHTS[band.verband.sterkte] if band.verband is not None else GROUPED
    return Edge(
        band.een.sleutel,
        band.ander.sleutel,
        f"streep-{band.lijn}",
        DASHES[band.lijn],
        weight,
        f"{band.een.naam} – {band.ander.naam}: {label_of(Lijn, band.lijn)}",
        _mark(band) if band.verband is not None else "",
    )


def _url(eind: Eind, kwartaal: Kwartaal | None) -> str:
    if eind.bron is not None:
        return reverse("bron", args=[eind.bron.pk])
    here = kwartaal.code if kwartaal else ""
    if isinstance(eind.groep, Gebied):
        there = reverse("gebied_netwerk", args=[eind.groep.code])
        return there + _query("", here) if here else there
    return _query(eind.groep, here) if eind.groep else ""


def _shapes(netwerk: Netwerk) -> list[tuple[str, SafeString]]:
    """Return what the shapes in this picture mean."""
    used = {_shape(eind) for eind in netwerk.einden}
    named = [(str(label), SHAPES[value]) for value, label in BronSoort.choices]
    other: list[tuple[str, Shape]] = [
        (_("instelling"), "double"),
        (_("meer bij elkaar"), "group"),
    ]
    return [(label, shape_svg(shape)) for label, shape in [*named, *other] if shape in used]


def _link(eind: Eind, kwartaal: Kwartaal | None) -> SafeString:
    name = format_html("<bdi>{}</bdi>", eind.naam)
    url = _url(eind, kwartaal)
    return format_html('<a href="{}">{}</a>', url, name) if url else name


def _heads(netwerk: Netwerk, kwartaal: Kwartaal | None) -> list[str]:
    moved = [_("In dit kwartaal")] if kwartaal else []
    if netwerk.gegroepeerd:
        return [_("Wat"), *moved, _("Hoeveel")]
    return [_("Wat"), _("Soort"), _("Buurt"), *moved]


def _row(eind: Eind, netwerk: Netwerk, kwartaal: Kwartaal | None) -> list[object]:
    name = format_html("{}. {}", eind.nummer, _link(eind, kwartaal))
    moved = [_moved(eind)] if kwartaal else []
    if netwerk.gegroepeerd:
        return [name, *moved, eind.aantal]
    soort = label_of(BronSoort, eind.soort) if eind.soort else _("instelling")
    return [name, soort, eind.waar or "–", *moved]


def _tie_heads(netwerk: Netwerk, kwartaal: Kwartaal | None) -> list[str]:
    moved = [_("In dit kwartaal")] if kwartaal else []
    if netwerk.gegroepeerd:
        return [_("Tussen"), _("Lijn"), *moved, _("Hoeveel")]
    return [_("Tussen"), _("Lijn"), _("Waarom"), _("Hoe sterk"), _("Sinds"), *moved]


def _tie_row(band: Band, netwerk: Netwerk, kwartaal: Kwartaal | None) -> list[object]:
    if band.een is band.ander:
        between = format_html(_("{}, onderling"), band.een.naam)
    else:
        between = format_html("<bdi>{}</bdi> – <bdi>{}</bdi>", band.een.naam, band.ander.naam)
    moved = [_moved(band)] if kwartaal else []
    lijn = label_of(Lijn, band.lijn)
    if band.verband is None:
        return [between, lijn, *moved, band.aantal]
    verband = band.verband
    waarom = format_html("<bdi>{}</bdi>", verband.waarom)
    sterkte = label_of(Sterkte, verband.sterkte)
    return [between, lijn, waarom, sterkte, day(verband.sinds), *moved]


def _moved(what: Eind | Band) -> str:
    group = what.aantal > 1 or (isinstance(what, Eind) and what.groep is not None)
    if what.nieuw and what.weg:
        return _("erbij en weg")
    if what.nieuw:
        return _("erbij") if group else _("nieuw")
    return _("weg") if what.weg else "–"
