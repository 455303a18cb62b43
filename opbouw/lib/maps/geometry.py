"""Polygons: checking what comes in, and making them flat and small enough to draw."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
Ring = list[Point]
Bounds = tuple[float, float, float, float]

DECIMALS = 6  # a tenth of a metre; an area needs no finer
RING_POSITIONS = 4  # a triangle, with its first corner repeated


class GeometryError(ValueError):
    """A geometry that cannot be drawn; the message says why, in Dutch."""


def clean(geometry: Any) -> dict[str, Any]:
    """Return a GeoJSON Polygon or MultiPolygon of flat, closed rings; raises GeometryError."""
    if not isinstance(geometry, dict):
        raise GeometryError("heeft geen vorm")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        return {"type": kind, "coordinates": _polygon(coordinates)}
    if kind == "MultiPolygon":
        polygons = [_polygon(part) for part in _filled(coordinates)]
        return {"type": kind, "coordinates": polygons}
    raise GeometryError(f"heeft als vorm {str(kind)[:40]}, geen Polygon of MultiPolygon")


def _filled(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise GeometryError("heeft een lege vorm")
    return value


def _polygon(rings: Any) -> list[list[list[float]]]:
    return [_ring(ring) for ring in _filled(rings)]


def _ring(positions: Any) -> list[list[float]]:
    ring = [_position(position) for position in _filled(positions)]
    if len(ring) < RING_POSITIONS:
        raise GeometryError("heeft een ring van minder dan vier punten")
    if ring[0] != ring[-1]:
        raise GeometryError("heeft een ring die niet sluit")
    return ring


def _position(position: Any) -> list[float]:
    if not isinstance(position, list) or len(position) < 2:
        raise GeometryError("heeft een punt zonder twee coördinaten")
    for number in position[:2]:
        # In Python a bool is an int, but it is no coordinate.
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise GeometryError("heeft een coördinaat die geen getal is")
        if not -1e9 < number < 1e9:  # also false for NaN
            raise GeometryError("heeft een coördinaat die geen eindig getal is")
    return [float(position[0]), float(position[1])]


def polygons(geometry: dict[str, Any]) -> list[list[Ring]]:
    """Return the polygons of a geometry, each a list of rings (the first is the outer one)."""
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    return [[[(x, y) for x, y in ring] for ring in part] for part in parts]


def collect(geometries: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return one MultiPolygon of all polygons, undissolved: inner borders stay."""
    parts: list[Any] = []
    for geometry in geometries:
        parts += (
            [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        )
    return {"type": "MultiPolygon", "coordinates": parts}


def bounds(points: Iterable[Point]) -> Bounds:
    """Return west, south, east, north."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def ring_area(ring: Sequence[Point]) -> float:
    """Return the signed area of a closed ring; positive when it runs counterclockwise."""
    # From the first corner: far from the origin the products would drown the differences.
    x0, y0 = ring[0]
    return (
        sum((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0) for (x1, y1), (x2, y2) in pairwise(ring))
        / 2
    )


def simplify(ring: Ring, tolerance: float) -> Ring:
    """Return the ring with fewer points, none farther off than the tolerance (Douglas-Peucker)."""
    if len(ring) <= RING_POSITIONS:
        return ring
    # A closed ring has no ends: split it at the point furthest from its start.
    far = max(range(len(ring)), key=lambda i: math.dist(ring[0], ring[i]))
    keep = {0, far, len(ring) - 1}
    stack = [(0, far), (far, len(ring) - 1)]
    while stack:
        first, last = stack.pop()
        worst, distance = 0, tolerance
        for i in range(first + 1, last):
            off = _distance(ring[i], ring[first], ring[last])
            if off > distance:
                worst, distance = i, off
        if worst:
            keep.add(worst)
            stack += [(first, worst), (worst, last)]
    return [ring[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (px, py), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    if length == 0:
        return math.hypot(px - x1, py - y1)
    along = max(0.0, min(1.0, ((px - x1) * dx + (py - y1) * dy) / length))
    return math.hypot(px - x1 - along * dx, py - y1 - along * dy)


def inside(point: Point, rings: Sequence[Ring]) -> bool:
    """Whether the point lies in the polygon (even-odd over all rings, so holes count)."""
    x, y = point
    odd = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


def label_point(rings: Sequence[Ring], steps: int = 9) -> tuple[Point, float]:
    """Return the roomiest point of a polygon on a grid, and its distance to the border."""
    west, south, east, north = bounds(rings[0])
    best, room = rings[0][0], 0.0
    for i in range(steps):
        for j in range(steps):
            point = (
                west + (east - west) * (i + 0.5) / steps,
                south + (north - south) * (j + 0.5) / steps,
            )
            if not inside(point, rings):
                continue
            free = _free(point, rings, room)
            if free > room:
                best, room = point, free
    return best, room


def _free(point: Point, rings: Sequence[Ring], beaten: float) -> float:
    """Return the distance to the border, or anything below `beaten` as soon as it is."""
    free = math.inf
    for ring in rings:
        for start, end in pairwise(ring):
            free = min(free, _distance(point, start, end))
            if free <= beaten:
                return free
    return free
