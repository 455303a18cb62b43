"""Maps as SVG made on the server: the same for page and PDF, coloured by class or by value."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from opbouw.lib.maps.geometry import (
    Bounds,
    Point,
    Ring,
    bounds,
    label_point,
    polygons,
    ring_area,
    simplify,
)

WIDTH = 420  # about as wide as it is shown, so that a number is as large as it says
LEAST, MOST = 220, 460
MARGIN = 6
TOLERANCE = 0.4  # less than a pixel: neighbours that are simplified apart still meet
LABEL = 15
LABEL_LEAST = 9
ROOM_LEAST = 5


@dataclass(frozen=True)
class Shape:
    """One area to draw: its number is on the map, the rest is its accessible name."""

    naam: str
    vorm: Mapping[str, Any]
    klasse: str = "vul-vlak streep-rand-sterk"
    url: str = ""
    nummer: str = ""
    nadruk: bool = False


def extent(shapes: Sequence[Shape]) -> Bounds:
    """Return west, south, east, north of these shapes together."""
    return bounds(
        point for shape in shapes for rings in polygons(dict(shape.vorm)) for point in rings[0]
    )


def map_svg(
    shapes: Sequence[Shape],
    *,
    title: str,
    focus: Bounds | None = None,
    width: int = WIDTH,
    paint: Mapping[str, Mapping[str, str]] | None = None,
) -> SafeString:
    """Return a map of the shapes that lie in the focus (by default all of them).

    With `paint` (per class the attributes, such as `{"vul-vlak": {"fill": "#fff"}}`) the colours
    are written into the shapes and the size into the map, for where no style sheet reaches.
    """
    if not shapes:
        return SafeString("")
    view = _View(focus or extent(shapes), width)
    drawn: list[SafeString] = []
    labels: list[SafeString] = []
    # Emphasised shapes come last, so that no neighbour covers their border.
    for shape in sorted(shapes, key=lambda shape: shape.nadruk):
        parts = view.flat(shape)
        if parts:
            drawn.append(_area(shape, parts, paint))
            labels.append(_label(shape, parts, view, paint))
    size: Mapping[str, Any] = {"width": width, "height": view.height} if paint else {}
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="landkaart" role="group"'
        ' viewBox="0 0 {} {}" aria-label="{}"{}>{}<g aria-hidden="true">{}</g></svg>',
        width,
        view.height,
        title,
        _attributes(size),
        format_html_join("", "{}", ((part,) for part in drawn)),
        format_html_join("", "{}", ((part,) for part in labels)),
    )


class _View:
    """From degrees to the drawing: flat enough for one municipality, no projection library."""

    def __init__(self, focus: Bounds, width: int) -> None:
        west, south, east, north = focus
        shrink = math.cos(math.radians((south + north) / 2))
        across, upward = (east - west) * shrink, north - south
        room = width - 2 * MARGIN
        scale = min(
            room / across if across else math.inf,
            (MOST - 2 * MARGIN) / upward if upward else math.inf,
        )
        self.scale = scale if math.isfinite(scale) else 1.0
        self.shrink = shrink
        self.width = width
        self.height = round(max(LEAST, min(MOST, upward * self.scale + 2 * MARGIN)))
        self.middle = ((west + east) / 2, (south + north) / 2)

    def point(self, lon: float, lat: float) -> Point:
        """Return the place in the drawing; north is up."""
        return (
            self.width / 2 + (lon - self.middle[0]) * self.shrink * self.scale,
            self.height / 2 - (lat - self.middle[1]) * self.scale,
        )

    def flat(self, shape: Shape) -> list[list[Ring]]:
        """Return the simplified polygons of a shape that can be seen."""
        result = []
        for rings in polygons(dict(shape.vorm)):
            flat = [[self.point(*point) for point in ring] for ring in rings]
            west, top, east, bottom = bounds(flat[0])
            if east < 0 or bottom < 0 or west > self.width or top > self.height:
                continue
            result.append([simplify(ring, TOLERANCE) for ring in flat])
        return result

    def shows(self, point: Point) -> bool:
        """Whether a label here stays within the drawing."""
        x, y = point
        return MARGIN < x < self.width - MARGIN and MARGIN < y < self.height - MARGIN


def _attributes(values: Mapping[str, Any]) -> SafeString:
    return format_html_join("", ' {}="{}"', values.items())


def _painted(klasse: str, paint: Mapping[str, Mapping[str, str]] | None) -> SafeString:
    if paint is None:
        return _attributes({"class": klasse})
    values: dict[str, str] = {}
    for name in klasse.split():
        values |= paint.get(name, {})
    return _attributes(values)


def _area(
    shape: Shape, parts: list[list[Ring]], paint: Mapping[str, Mapping[str, str]] | None
) -> SafeString:
    path = format_html(
        '<path{} fill-rule="evenodd" stroke-width="{}" stroke-linejoin="round" d="{}">'
        "<title>{}</title></path>",
        _painted(shape.klasse, paint),
        2.5 if shape.nadruk else 1,
        "".join(_path(ring) for rings in parts for ring in rings),
        shape.naam,
    )
    if not shape.url:
        return path
    return format_html('<a href="{}" aria-label="{}">{}</a>', shape.url, shape.naam, path)


def _path(ring: Ring) -> str:
    places = [f"{x:.1f} {y:.1f}" for x, y in ring[:-1]]
    kept = [place for i, place in enumerate(places) if i == 0 or place != places[i - 1]]
    return f"M{' '.join(kept)}z"


def _label(
    shape: Shape,
    parts: list[list[Ring]],
    view: _View,
    paint: Mapping[str, Mapping[str, str]] | None,
) -> SafeString:
    if not shape.nummer:
        return SafeString("")
    largest = max(parts, key=lambda rings: abs(ring_area(rings[0])))
    (x, y), room = label_point(largest)
    if room < ROOM_LEAST or not view.shows((x, y)):
        return SafeString("")
    size = max(LABEL_LEAST, min(LABEL, round(room * 1.2)))
    return format_html(
        '<text{} x="{}" y="{}" font-size="{}" font-weight="700" text-anchor="middle"'
        ' pointer-events="none">{}</text>',
        _painted("vul-inkt", paint),
        f"{x:.1f}",
        f"{y + size * 0.35:.1f}",
        size,
        shape.nummer,
    )
