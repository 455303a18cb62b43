"""Outlines as they are drawn: simplified together, flat, with a place for a number."""

import math
import re
import subprocess
import sys
from typing import Any

import pytest
import shapely

from opbouw.lib.maps.drawing import Drawing, breadth, draw_together
from opbouw.voorbeeld.polygons import partition

DEGREE = 1_113_200  # decimetres along a meridian


def square(west: float, south: float = 52.0, size: float = 0.01) -> dict[str, Any]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def corners(path: str) -> list[list[tuple[int, int]]]:
    """Return the rings of a path, corner by corner."""
    rings = []
    for x, y, steps in re.findall(r"M(-?\d+) (-?\d+)l([^z]*)z", path):
        ring = [(int(x), int(y))]
        numbers = [int(number) for number in steps.split()]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
        rings.append(ring)
    return rings


def as_shape(drawing: Drawing) -> Any:
    return shapely.union_all([shapely.Polygon(ring) for ring in corners(drawing.path)])


def test_a_square_in_decimetres_from_the_middle() -> None:
    drawn = draw_together({"a": square(5)}, joined={}, tolerance=1)["a"]
    half_high = round(0.005 * DEGREE)
    half_wide = round(0.005 * DEGREE * math.cos(math.radians(52.005)))
    (found,) = corners(drawn.path)
    assert sorted(found) == sorted(
        [(x, y) for x in (-half_wide, half_wide) for y in (-half_high, half_high)]
    )
    left, top, right, bottom = drawn.box
    assert (left, right) == pytest.approx((-half_wide, half_wide), abs=1)
    assert (top, bottom) == pytest.approx((-half_high, half_high), abs=1)
    # Anywhere along the middle it has as much room.
    assert drawn.label[0] == pytest.approx(0, abs=half_high / 50)
    assert drawn.room == pytest.approx(half_wide, rel=0.02)
    assert breadth([square(5)]) == pytest.approx(2 * half_high / 10, rel=0.001)


def test_neighbours_still_meet_however_much_is_left_out() -> None:
    groups = partition("x", groups=(8, 7), centre=(5, 52), breadth_km=6)
    vormen = {str(n): vorm for n, vorm in enumerate(v for group in groups for v in group)}
    exact = draw_together(vormen, joined={}, tolerance=0.1)
    rough = draw_together(vormen, joined={"all": list(vormen)}, tolerance=60)
    size = {name: len(exact[name].path) for name in vormen}
    assert sum(len(rough[name].path) for name in vormen) < sum(size.values()) / 2
    shapes = [as_shape(rough[name]) for name in vormen]
    whole = as_shape(rough["all"])
    # No gap between them and no overlap: together they are the whole, but for rounding.
    assert sum(shape.area for shape in shapes) == pytest.approx(whole.area, rel=1e-4)
    assert shapely.union_all(shapes).area == pytest.approx(whole.area, rel=1e-4)


def test_the_number_stands_inside_a_bent_area_and_out_of_its_hole() -> None:
    west, south = 5.0, 52.0
    letter = [[0, 0], [10, 0], [10, 2], [2, 2], [2, 10], [0, 10], [0, 0]]
    bent = {
        "type": "Polygon",
        "coordinates": [[[west + x / 1000, south + y / 1000] for x, y in letter]],
    }
    outer = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
    hole = [[1, 1], [9, 1], [9, 9], [1, 9], [1, 1]]
    around = {
        "type": "Polygon",
        "coordinates": [
            [[6 + x / 1000, south + y / 1000] for x, y in ring] for ring in (outer, hole)
        ],
    }
    drawn = draw_together({"bent": bent, "around": around}, joined={}, tolerance=1)
    for drawing in drawn.values():
        rings = corners(drawing.path)
        shape = shapely.Polygon(rings[0], rings[1:])
        assert shape.contains(shapely.Point(drawing.label))
        assert drawing.room > 300


def test_what_crosses_itself_or_is_nothing_stops_no_map() -> None:
    ring = [[5, 52], [5.01, 52.01], [5.01, 52], [5, 52.01], [5, 52]]
    bow = {"type": "Polygon", "coordinates": [ring]}
    speck = square(5.1, size=1e-9)
    drawn = draw_together({"bow": bow, "speck": speck, "ok": square(5.2)}, joined={}, tolerance=1)
    assert sorted(drawn) == ["bow", "ok"]


def test_a_drawing_survives_the_database() -> None:
    drawn = draw_together({"a": square(5)}, joined={}, tolerance=1)["a"]
    assert Drawing.of(drawn.stored()) == drawn
    assert Drawing.of(None) is None


def test_no_page_loads_the_library_that_draws() -> None:
    code = (
        "import os, sys; os.environ['OPBOUW_MODE'] = 'test';"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'opbouw.settings';"
        "import django; django.setup(); import opbouw.urls;"
        "sys.exit('shapely' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
