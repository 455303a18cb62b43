"""The map: what it draws, and what it never lets through."""

import math
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

from opbouw.lib.maps.geometry import Ring, label_point, simplify
from opbouw.lib.maps.svg import Shape, map_svg
from opbouw.voorbeeld.polygons import partition


def square(at: float = 0.0) -> dict[str, Any]:
    ring = [[5 + at, 0], [6 + at, 0], [6 + at, 1], [5 + at, 1], [5 + at, 0]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_the_whole_map_of_two_areas() -> None:
    shapes = [
        Shape("Kade", square(), "vul-vlak", url="/gebieden/BU1/", nummer="1", nadruk=True),
        Shape("Werf", square(1), "vul-verzonken"),
    ]
    # At the equator a degree is as wide as it is high; the map is as wide as both.
    assert map_svg(shapes, title="Kaart", width=212) == (
        '<svg xmlns="http://www.w3.org/2000/svg" class="landkaart" role="group"'
        ' viewBox="0 0 212 220" aria-label="Kaart">'
        '<path class="vul-verzonken" fill-rule="evenodd" stroke-width="1" stroke-linejoin="round"'
        ' d="M106.0 160.0 206.0 160.0 206.0 60.0 106.0 60.0z"><title>Werf</title></path>'
        '<a href="/gebieden/BU1/" aria-label="Kade">'
        '<path class="vul-vlak" fill-rule="evenodd" stroke-width="2.5" stroke-linejoin="round"'
        ' d="M6.0 160.0 106.0 160.0 106.0 60.0 6.0 60.0z"><title>Kade</title></path></a>'
        '<g aria-hidden="true"><text class="vul-inkt" x="56.0" y="115.2" font-size="15"'
        ' font-weight="700" text-anchor="middle" pointer-events="none">1</text></g></svg>'
    )


def test_for_print_the_colours_stand_in_the_shapes() -> None:
    paint = {"vul-vlak": {"fill": "#fff"}, "streep-rand": {"stroke": "#ccc"}}
    svg = map_svg([Shape("A", square(), "vul-vlak streep-rand x")], title="A", paint=paint)
    root = ET.fromstring(svg)  # noqa: S314  # our own text
    assert root.get("width") == "420"
    assert root.get("height") == "420"
    (path,) = root.iter("{http://www.w3.org/2000/svg}path")
    assert path.get("fill") == "#fff"
    assert path.get("stroke") == "#ccc"
    assert path.get("class") is None


def test_a_name_is_text_and_never_markup() -> None:
    evil = '"><script>alert(1)</script>'
    svg = map_svg([Shape(evil, square(), url=evil, nummer=evil, klasse=evil)], title=evil)
    assert "<script" not in svg
    root = ET.fromstring(svg)  # noqa: S314  # our own text
    assert root.get("aria-label") == evil
    assert " style=" not in svg


def test_what_lies_outside_the_focus_is_not_drawn() -> None:
    shapes = [Shape("Hier", square()), Shape("Ver", square(40))]
    svg = map_svg(shapes, title="Kaart", focus=(5, 0, 6, 1))
    assert "Hier" in svg
    assert "Ver" not in svg


def test_nothing_to_draw_gives_nothing() -> None:
    assert map_svg([], title="Kaart") == ""


def test_a_map_stays_small() -> None:
    shapes = [
        Shape(f"Buurt {n}", vorm, nummer=str(n))
        for n, vorm in enumerate(
            vorm
            for group in partition("x", groups=(500,), centre=(5, 52), breadth_km=20)
            for vorm in group
        )
    ]
    assert len(map_svg(shapes, title="Kaart")) < 220_000


def test_simplifying_keeps_every_point_within_the_tolerance() -> None:
    circle: Ring = [
        (100 * math.cos(a * math.tau / 360), 100 * math.sin(a * math.tau / 360)) for a in range(360)
    ]
    circle.append(circle[0])
    fewer = simplify(circle, 0.5)
    assert 20 < len(fewer) < 60
    assert fewer[0] == fewer[-1]
    assert set(fewer) <= set(circle)
    # The largest gap between a chord and its arc is the sagitta of the longest chord.
    longest = max(math.dist(a, b) for a, b in pairwise(fewer))
    assert 100 - math.sqrt(100**2 - (longest / 2) ** 2) <= 0.5


def test_a_label_stands_inside_a_bent_area_and_out_of_its_hole() -> None:
    letter: Ring = [(0, 0), (10, 0), (10, 2), (2, 2), (2, 10), (0, 10), (0, 0)]
    (x, y), room = label_point([letter])
    assert x < 2 or y < 2
    assert room > 0.5
    hole: Ring = [(1, 1), (9, 1), (9, 9), (1, 9), (1, 1)]
    around: Ring = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    (x, y), room = label_point([around, hole], steps=20)
    assert not (1 < x < 9 and 1 < y < 9)
    assert room > 0
