"""A picture of what is tied to what, as SVG: told apart by shape and dash, not by colour."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from opbouw.lib.networks.layout import APART, Point, positions

Shape = Literal["circle", "diamond", "square", "house", "triangle", "hexagon", "double", "group"]
# What came and what went, without colour.
Mark = Literal["", "+", "×"]

WIDTH = 420  # about as wide as it is shown on a phone, so that a number is as large as it says
SIZE = 15.0
GROUP = 21.0
GROUPS_APART = 150.0
# Between two ties of the same couple.
BEND = 22.0


@dataclass(frozen=True)
class Node:
    """One thing that is tied: its number is in the picture, its name appears on pointing at it."""

    key: str
    shape: Shape
    number: str
    name: str
    url: str = ""
    mark: Mark = ""


@dataclass(frozen=True)
class Edge:
    """One tie; `dash` tells its line, `weight` how strong it is."""

    one: str
    other: str
    klasse: str
    dash: str
    weight: float
    name: str
    mark: Mark = ""


def network_svg(nodes: Sequence[Node], edges: Sequence[Edge]) -> SafeString:
    """Return the picture; the same nodes and edges always give the same one.

    It is hidden from screen readers and from the keyboard: the tables beside it say the same.
    """
    if not nodes:
        return SafeString("")
    pairs = tuple(dict.fromkeys((edge.one, edge.other) for edge in edges))
    # Between groups run ties of every line: they need room to be told apart.
    apart = GROUPS_APART if any(node.shape == "group" for node in nodes) else APART
    place, high = positions(tuple(node.key for node in nodes), pairs, WIDTH, apart)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="netwerk" aria-hidden="true"'
        ' viewBox="0 0 {} {}">{}{}</svg>',
        WIDTH,
        math.ceil(high),
        format_html_join("", "{}", ((drawn,) for drawn in _edges(edges, place))),
        format_html_join("", "{}", ((_node(node, place[node.key]),) for node in nodes)),
    )


def shape_svg(shape: Shape) -> SafeString:
    """Return one shape alone, for the legend."""
    return format_html(
        '<svg class="netwerk__teken" viewBox="-22 -22 44 44" aria-hidden="true">{}</svg>',
        _outline(shape, gone=False),
    )


def line_svg(klasse: str, dash: str, weight: float) -> SafeString:
    """Return one line alone, for the legend."""
    return format_html(
        '<svg class="netwerk__lijn" viewBox="0 0 60 12" aria-hidden="true">'
        '<path class="vul-geen {}" d="M2 6H58" stroke-width="{}"{}></path></svg>',
        klasse,
        weight,
        _dash(dash),
    )


def _edges(edges: Iterable[Edge], place: dict[str, Point]) -> Iterable[SafeString]:
    seen: dict[frozenset[str], int] = {}
    for edge in edges:
        couple = frozenset((edge.one, edge.other))
        nth = seen[couple] = seen.get(couple, -1) + 1
        # The first goes straight, the next bend away to either side.
        bend = BEND * ((nth + 1) // 2) * (1 if nth % 2 else -1)
        # From the same end, or two ties of one couple would bend the same way.
        one, other = sorted((edge.one, edge.other))
        yield _edge(edge, place[one], place[other], bend)


def _edge(edge: Edge, one: Point, other: Point, bend: float) -> SafeString:
    (ax, ay), (bx, by) = one, other
    length = math.dist(one, other) or 1.0
    mx, my = (ax + bx) / 2, (ay + by) / 2
    cx, cy = mx - (by - ay) / length * bend * 2, my + (bx - ax) / length * bend * 2
    return format_html(
        '<g><title>{}</title><path class="vul-geen {}" d="M{} {}Q{} {} {} {}" stroke-width="{}"{}>'
        "</path>{}</g>",
        edge.name,
        edge.klasse,
        *(round(value, 1) for value in (ax, ay, cx, cy, bx, by)),
        edge.weight,
        _dash(edge.dash),
        _mark(edge.mark, (mx + cx) / 2, (my + cy) / 2),
    )


def _dash(dash: str) -> SafeString:
    round_cap = SafeString(' stroke-linecap="round"')
    return format_html(' stroke-dasharray="{}"{}', dash, round_cap) if dash else SafeString()


def _node(node: Node, place: Point) -> SafeString:
    size = GROUP if node.shape == "group" else SIZE
    drawn = format_html(
        '<g transform="translate({} {})"><title>{}</title>{}'
        '<text class="vul-inkt" y="{}" font-size="13" font-weight="700" text-anchor="middle">{}'
        "</text>{}</g>",
        *place,
        node.name,
        _outline(node.shape, gone=node.mark == "×"),
        7.5 if node.shape == "triangle" else 4.5,
        node.number,
        _mark(node.mark, size * 0.95, -size * 0.95),
    )
    return format_html('<a href="{}" tabindex="-1">{}</a>', node.url, drawn) if node.url else drawn


def _mark(mark: Mark, x: float, y: float) -> SafeString:
    if not mark:
        return SafeString()
    return format_html(
        '<g transform="translate({} {})"><circle class="vul-inkt" r="7.5"></circle>'
        '<path class="streep-papier vul-geen" d="{}" stroke-width="2"></path></g>',
        round(x, 1),
        round(y, 1),
        "M-4 0H4M0 -4V4" if mark == "+" else "M-3 -3L3 3M3 -3L-3 3",
    )


def _outline(shape: Shape, *, gone: bool) -> SafeString:
    own = SafeString(
        ' class="vul-vlak streep-inkt" stroke-width="1.8"'
        + (' stroke-dasharray="3 3"' if gone else "")
    )
    if shape in {"circle", "group"}:
        size = GROUP if shape == "group" else SIZE
        return format_html('<circle{} r="{}"></circle>', own, size)
    if shape == "double":
        # Two borders, one within the other.
        return format_html(
            '<rect{0} x="-17" y="-13" width="34" height="26"></rect>'
            '<rect{0} x="-14" y="-10" width="28" height="20"></rect>',
            own,
        )
    return format_html('<path{} stroke-linejoin="round" d="{}"></path>', own, _PATHS[shape])


_PATHS: dict[str, str] = {
    "diamond": "M0 -19L19 0L0 19L-19 0Z",
    "square": "M-14 -14H14V14H-14Z",
    "house": "M0 -19L15 -6V15H-15V-6Z",
    "triangle": "M0 -20L20 15H-20Z",
    "hexagon": "M-9 -15H9L18 0L9 15H-9L-18 0Z",
}
