"""Invented areas for examples and tests: a partition of a place that exists nowhere."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from opbouw.lib.maps.geometry import DECIMALS, Point

KM_PER_DEGREE = 111.32
SPLITS = 3  # each border is bent this many times: 2 ** 3 pieces
CORNER_SHIFT = 0.2
BEND = 0.13
Hex = tuple[int, int]
# The six corners of a hexagon as thirds on the triangular grid, so that neighbours share keys.
CORNERS = [(2, -1), (1, 1), (-1, 2), (-2, 1), (-1, -1), (1, -2)]
STEPS = [(-1, 1), (-1, 0), (0, -1), (1, -1), (1, 0), (0, 1)]


def partition(
    seed: str, *, groups: Sequence[int], centre: Point, breadth_km: float
) -> list[list[dict[str, Any]]]:
    """Return, per group, that many GeoJSON polygons; all share borders and none overlap.

    The first group lies in the middle and has the smallest areas, as a town does; the same seed
    gives the same polygons, on every machine.
    """
    cells = _spiral(sum(groups))
    middle, rest = cells[: groups[0]], cells[groups[0] :]
    start = _angle(middle[-1])
    rest.sort(key=lambda cell: ((_angle(cell) - start) % math.tau, cell))
    ordered = middle + rest
    reach = max(math.hypot(*_flat((3 * q, 3 * r))) for q, r in cells) + 1
    result, at = [], 0
    for size in groups:
        part = ordered[at : at + size]
        result.append([_polygon(seed, cell, reach, centre, breadth_km) for cell in part])
        at += size
    return result


def _spiral(count: int) -> list[Hex]:
    cells: list[Hex] = [(0, 0)]
    ring = 1
    while len(cells) < count:
        q, r = ring, 0
        for dq, dr in STEPS:
            for _ in range(ring):
                cells.append((q, r))
                q, r = q + dq, r + dr
        ring += 1
    return cells[:count]


def _flat(thirds: Hex) -> Point:
    q, r = thirds[0] / 3, thirds[1] / 3
    return math.sqrt(3) * (q + r / 2), 1.5 * r


def _angle(cell: Hex) -> float:
    x, y = _flat((3 * cell[0], 3 * cell[1]))
    return math.atan2(y, x)


def _chance(*key: object) -> random.Random:
    # A string as seed is hashed with SHA-512: the same on every machine and in every run.
    return random.Random(":".join(map(str, key)))  # noqa: S311  # a drawing, not a secret


def _corner(seed: str, thirds: Hex) -> Point:
    chance = _chance(seed, thirds)
    x, y = _flat(thirds)
    return (
        x + chance.uniform(-CORNER_SHIFT, CORNER_SHIFT),
        y + chance.uniform(-CORNER_SHIFT, CORNER_SHIFT),
    )


def _border(seed: str, first: Hex, second: Hex) -> list[Point]:
    """Return the bent line between two corners, the same points from either side."""
    one, two = sorted((first, second))
    chance = _chance(seed, one, two)
    line = [_corner(seed, one), _corner(seed, two)]
    bend = BEND
    for _ in range(SPLITS):
        finer = [line[0]]
        for (x1, y1), (x2, y2) in pairwise(line):
            off = chance.uniform(-bend, bend)
            finer += [((x1 + x2) / 2 - off * (y2 - y1), (y1 + y2) / 2 + off * (x2 - x1)), (x2, y2)]
        line = finer
    return line if (one, two) == (first, second) else line[::-1]


def _place(point: Point, reach: float, centre: Point, breadth_km: float) -> list[float]:
    """Put a point of the drawing on the globe, with the middle drawn in."""
    x, y = point
    far = math.hypot(x, y) / reach
    scale = breadth_km / 2 / reach * (0.55 + 0.45 * far)
    lat = centre[1] + y * scale / KM_PER_DEGREE
    lon = centre[0] + x * scale / (KM_PER_DEGREE * math.cos(math.radians(centre[1])))
    return [round(lon, DECIMALS), round(lat, DECIMALS)]


def _polygon(
    seed: str, cell: Hex, reach: float, centre: Point, breadth_km: float
) -> dict[str, Any]:
    corners = [(3 * cell[0] + dq, 3 * cell[1] + dr) for dq, dr in CORNERS]
    ring: list[list[float]] = []
    for first, second in zip(corners, corners[1:] + corners[:1], strict=True):
        line = _border(seed, first, second)
        ring += [_place(point, reach, centre, breadth_km) for point in line[:-1]]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
