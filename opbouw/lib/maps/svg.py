"""Maps as SVG made on the server: the same for page and PDF, coloured by class or by value."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from opbouw.lib.maps.drawing import Box, Drawing

WIDTH = 420  # about as wide as it is shown, so that a number is as large as it says
LEAST, MOST = 220, 460
MARGIN = 6
LABEL = 15
LABEL_LEAST = 9
ROOM_LEAST = 5


@dataclass(frozen=True)
class Shape:
    """One area to draw: its number is on the map, its name appears on pointing at it."""

    naam: str
    tekening: Drawing
    klasse: str = "vul-vlak streep-rand-sterk"
    url: str = ""
    nummer: str = ""
    nadruk: bool = False


def extent(shapes: Iterable[Shape]) -> Box:
    """Return left, top, right, bottom of these shapes together."""
    boxes = [shape.tekening.box for shape in shapes]
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def map_svg(
    shapes: Sequence[Shape],
    *,
    focus: Box | None = None,
    width: int = WIDTH,
    paint: Mapping[str, Mapping[str, str]] | None = None,
) -> SafeString:
    """Return a map of the shapes that lie in the focus (by default all of them).

    It is hidden from screen readers and from the keyboard: the table beside it says and does the
    same. With `paint` (per class the attributes, such as `{"vul-vlak": {"fill": "#fff"}}`) the
    colours are written into the shapes and the size into the map, for where no style sheet reaches.
    """
    if not shapes:
        return SafeString("")
    view = _View(focus or extent(shapes), width)
    # Emphasised shapes come last, so that no neighbour covers their border.
    seen = [shape for shape in sorted(shapes, key=lambda one: one.nadruk) if view.shows(shape)]
    size: Mapping[str, Any] = {"width": width, "height": view.height} if paint else {}
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="landkaart" aria-hidden="true"'
        ' viewBox="{} {} {} {}"{}>{}{}</svg>',
        *view.box,
        _attributes(size),
        format_html_join("", "{}", ((_area(shape, view, paint),) for shape in seen)),
        format_html_join("", "{}", ((_label(shape, view, paint),) for shape in seen)),
    )


class _View:
    """The part of the drawing that is shown, and how large."""

    def __init__(self, focus: Box, width: int) -> None:
        left, top, right, bottom = focus
        across, down = right - left, bottom - top
        # Decimetres to a pixel.
        self.scale = max(across / (width - 2 * MARGIN), down / (MOST - 2 * MARGIN)) or 1.0
        self.height = round(max(LEAST, min(MOST, down / self.scale + 2 * MARGIN)))
        wide, high = width * self.scale, self.height * self.scale
        self.left, self.top = (left + right - wide) / 2, (top + bottom - high) / 2
        self.right, self.bottom = self.left + wide, self.top + high
        self.box = (round(self.left), round(self.top), math.ceil(wide), math.ceil(high))

    def size(self, pixels: float) -> float:
        """Return this many pixels in decimetres."""
        return round(pixels * self.scale, 1)

    def shows(self, shape: Shape) -> bool:
        """Whether any of the shape may lie in the drawing."""
        left, top, right, bottom = shape.tekening.box
        return right > self.left and bottom > self.top and left < self.right and top < self.bottom

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a label here stays within the drawing."""
        x, y = point
        edge = MARGIN * self.scale
        return self.left + edge < x < self.right - edge and self.top + edge < y < self.bottom - edge


def _attributes(values: Mapping[str, Any]) -> SafeString:
    return format_html_join("", ' {}="{}"', values.items())


def _painted(klasse: str, paint: Mapping[str, Mapping[str, str]] | None) -> SafeString:
    if paint is None:
        return _attributes({"class": klasse})
    values: dict[str, str] = {}
    for name in klasse.split():
        values |= paint.get(name, {})
    return _attributes(values)


def _area(shape: Shape, view: _View, paint: Mapping[str, Mapping[str, str]] | None) -> SafeString:
    path = format_html(
        '<path{} fill-rule="evenodd" stroke-width="{}" stroke-linejoin="round" d="{}">'
        "<title>{}</title></path>",
        _painted(shape.klasse, paint),
        view.size(2.5 if shape.nadruk else 1),
        shape.tekening.path,
        shape.naam,
    )
    if not shape.url:
        return path
    return format_html('<a href="{}" tabindex="-1">{}</a>', shape.url, path)


def _label(shape: Shape, view: _View, paint: Mapping[str, Mapping[str, str]] | None) -> SafeString:
    room = shape.tekening.room / view.scale
    if not shape.nummer or room < ROOM_LEAST or not view.holds(shape.tekening.label):
        return SafeString("")
    x, y = shape.tekening.label
    size = max(LABEL_LEAST, min(LABEL, round(room * 1.2)))
    return format_html(
        '<text{} x="{}" y="{}" font-size="{}" font-weight="700" text-anchor="middle"'
        ' pointer-events="none">{}</text>',
        _painted("vul-inkt", paint),
        x,
        round(y + view.size(size * 0.35)),
        view.size(size),
        shape.nummer,
    )
