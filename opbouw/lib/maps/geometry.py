"""Polygons: checking what comes in, and making them flat and small enough to draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

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


def ring_area(ring: Sequence[Point]) -> float:
    """Return the signed area of a closed ring; positive when it runs counterclockwise."""
    # From the first corner: far from the origin the products would drown the differences.
    x0, y0 = ring[0]
    return (
        sum((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0) for (x1, y1), (x2, y2) in pairwise(ring))
        / 2
    )


def holds(geometry: dict[str, Any], point: Point) -> bool:
    """Tell whether a point lies in a geometry: outside its holes, and on one side of a border."""
    return any(
        _inside(rings[0], point) and not any(_inside(hole, point) for hole in rings[1:])
        for rings in polygons(geometry)
    )


def _inside(ring: Sequence[Point], point: Point) -> bool:
    # A ray to the east crosses the ring an odd number of times from within.
    x, y = point
    inside = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside
