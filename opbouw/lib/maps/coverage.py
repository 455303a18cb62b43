"""Drawing outlines with shapely; only `drawing` loads this module."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import shapely

from opbouw.lib.maps.drawing import Drawing
from opbouw.lib.maps.tangle import tangled

DECIMETRES = 1_113_200  # of one degree along a meridian
CORNERS = 3


def breadth(vormen: Collection[Mapping[str, Any]]) -> float:
    """Return how many metres outlines are across, together."""
    shapes = [shapely.geometry.shape(dict(vorm)) for vorm in vormen]
    left, top, right, bottom = shapely.total_bounds(_flat(shapes))
    return float(max(right - left, bottom - top)) / 10


def draw_together(
    vormen: Mapping[str, Mapping[str, Any]],
    *,
    joined: Mapping[str, Collection[str]],
    tolerance: float,
) -> dict[str, Drawing]:
    """Draw outlines in one plane; see `drawing.draw_together`."""
    flat = _flat([shapely.geometry.shape(dict(vorm)) for vorm in vormen.values()])
    if tangled(flat):
        return {}
    valid = shapely.make_valid(flat, method="structure", keep_collapsed=False)
    simple = dict(zip(vormen, shapely.coverage_simplify(valid, tolerance * 10), strict=True))
    for name, parts in joined.items():
        simple[name] = shapely.union_all([simple[part] for part in parts])
    drawn = {name: _drawing(shape) for name, shape in simple.items()}
    return {name: drawing for name, drawing in drawn.items() if drawing}


def _flat(shapes: list[Any]) -> Any:
    """Lay the shapes flat, in decimetres from their middle: one municipality is small enough."""
    west, south, east, north = shapely.total_bounds(shapes)
    middle = np.array([(west + east) / 2, (south + north) / 2])
    scale = np.array([math.cos(math.radians(middle[1])) * DECIMETRES, -DECIMETRES])
    return shapely.transform(np.array(shapes), lambda points: (points - middle) * scale)


def _drawing(shape: Any) -> Drawing | None:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    paths = [_path(ring) for part in parts for ring in (part.exterior, *part.interiors)]
    if not any(paths):
        return None
    left, top, right, bottom = shapely.total_bounds(parts)
    largest = max(parts, key=lambda part: part.area)
    size = max(right - left, bottom - top)
    radius = shapely.maximum_inscribed_circle(largest, tolerance=size / 200)
    (x, y), _ = shapely.get_coordinates(radius)
    return Drawing(
        path="".join(paths),
        box=(math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)),
        label=(round(x), round(y)),
        room=math.floor(radius.length),
    )


def _path(ring: Any) -> str:
    """Return a ring from corner to corner; nothing when it is too small to see."""
    corners = np.rint(shapely.get_coordinates(ring)).astype(int)[:-1]
    steps = np.diff(corners, axis=0)
    steps = steps[steps.any(axis=1)]
    if len(steps) < CORNERS - 1:
        return ""
    x, y = corners[0]
    return f"M{x} {y}l{' '.join(f'{dx} {dy}' for dx, dy in steps.tolist())}z"
