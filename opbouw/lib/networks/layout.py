"""Where the nodes of a picture go: the same every time, and no node on another.

What hangs together is laid out by a library, each piece by itself, and the pieces are put beside
each other; what is tied to nothing stands in rows below.
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from types import ModuleType
from typing import Any

Point = tuple[float, float]
Pairs = tuple[tuple[str, str], ...]

ROUNDS = 120
# Between the middles of two nodes, in the units of the picture.
APART = 58.0
EDGE = 30.0


@lru_cache(maxsize=128)
def positions(
    keys: tuple[str, ...], pairs: Pairs, width: int, apart: float = APART
) -> tuple[dict[str, Point], float]:
    """Return the place of each node in a picture of this width, and how high it becomes.

    `apart` is how far two that are tied lie from each other, about.
    """
    library = _library()
    graph: Any = library.Graph()
    graph.add_nodes_from(keys)
    graph.add_edges_from(pairs)
    order = {key: number for number, key in enumerate(keys)}
    pieces = [sorted(piece, key=order.__getitem__) for piece in library.connected_components(graph)]
    pieces.sort(key=lambda piece: (-len(piece), order[piece[0]]))
    tied = [
        _laid_out(library, graph.subgraph(piece), piece, apart)
        for piece in pieces
        if len(piece) > 1
    ]
    found, top = _side_by_side(tied, width)
    alone = [piece[0] for piece in pieces if len(piece) == 1]
    return _in_rows(alone, found, top, width)


def _library() -> ModuleType:
    # Half a second to import, with numpy behind it: only a picture loads it.
    return importlib.import_module("networkx")


def _laid_out(
    library: ModuleType, graph: Any, keys: Sequence[str], apart: float
) -> dict[str, Point]:
    """Lay out one piece with its left upper corner at nought."""
    turn = 2 * math.pi / len(keys)
    # From a circle in a fixed order: nothing is drawn by lot.
    begin = {key: (math.cos(turn * at), math.sin(turn * at)) for at, key in enumerate(keys)}
    placed = library.spring_layout(graph, pos=begin, iterations=ROUNDS, method="force", seed=1)
    points = {key: (float(placed[key][0]), float(placed[key][1])) for key in keys}
    near = min(math.dist(a, b) for a, b in _couples(list(points.values())))
    points = {key: (x * apart / near, y * apart / near) for key, (x, y) in points.items()}
    points = _within(points, apart * (0.9 + 1.05 * math.sqrt(len(keys))))
    points = _pushed_apart(points, apart)
    left = min(x for x, _y in points.values())
    top = min(y for _x, y in points.values())
    return {key: (round(x - left, 1), round(y - top, 1)) for key, (x, y) in points.items()}


def _within(points: dict[str, Point], most: float) -> dict[str, Point]:
    """Shrink a piece that is wider or higher than this."""
    across = max(max(x for x, _y in points.values()) - min(x for x, _y in points.values()), 1.0)
    down = max(max(y for _x, y in points.values()) - min(y for _x, y in points.values()), 1.0)
    factor = min(1.0, most / max(across, down))
    return {key: (x * factor, y * factor) for key, (x, y) in points.items()}


def _pushed_apart(points: dict[str, Point], apart: float) -> dict[str, Point]:
    """Move nodes that came too near each other, a little at a time."""
    keys, places = list(points), [list(point) for point in points.values()]
    for _round in range(ROUNDS):
        moved = False
        for one in range(len(keys)):
            for other in range(one + 1, len(keys)):
                dx, dy = places[other][0] - places[one][0], places[other][1] - places[one][1]
                gap = math.hypot(dx, dy)
                if gap >= apart * 0.8:
                    continue
                moved = True
                # On the very same spot, a direction that depends on the order alone.
                ux, uy = (dx / gap, dy / gap) if gap > 1e-6 else (math.cos(other), math.sin(other))
                step = (apart * 0.8 - gap) / 2 + 0.1
                places[one][0] -= ux * step
                places[one][1] -= uy * step
                places[other][0] += ux * step
                places[other][1] += uy * step
        if not moved:
            break
    return {key: (x, y) for key, (x, y) in zip(keys, places, strict=True)}


def _couples(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    for number, one in enumerate(points):
        for other in points[number + 1 :]:
            yield one, other


def _side_by_side(pieces: list[dict[str, Point]], width: int) -> tuple[dict[str, Point], float]:
    """Put pieces beside and below each other, as the words of a text."""
    found: dict[str, Point] = {}
    left, top, high = EDGE, EDGE, 0.0
    for piece in pieces:
        across = max(x for x, _y in piece.values())
        down = max(y for _x, y in piece.values())
        if left > EDGE and left + across > width - EDGE:
            left, top, high = EDGE, top + high + APART, 0.0
        # A piece that is too wide by itself is made to fit.
        factor = min(1.0, (width - 2 * EDGE) / across) if across else 1.0
        for key, (x, y) in piece.items():
            found[key] = (round(left + x * factor, 1), round(top + y, 1))
        left, high = left + across * factor + APART, max(high, down)
    return found, top + high + APART if pieces else EDGE


def _in_rows(
    keys: list[str], found: dict[str, Point], top: float, width: int
) -> tuple[dict[str, Point], float]:
    """Put what is tied to nothing in rows below."""
    in_row = max(1, int((width - 2 * EDGE) // APART) + 1)
    for number, key in enumerate(keys):
        row, place = divmod(number, in_row)
        found[key] = (round(EDGE + place * APART, 1), round(top + row * APART, 1))
    lowest = max((y for _x, y in found.values()), default=0.0)
    return found, round(lowest + EDGE, 1)
