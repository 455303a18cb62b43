"""Outlines that cross everywhere, on which mending and joining would take for ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

SAMPLE = 400
# An edge of a real outline lies at those before and after it, and at as many of its neighbour.
USUAL, FREE = 16, 20_000


def tangled(shapes: Sequence[Any]) -> bool:
    """Tell whether far more edges of these outlines meet than of areas beside each other.

    What meets is estimated from a sample of edges, by the boxes around them: the time goes with
    the number of edges, however they lie.
    """
    points, ring = shapely.get_coordinates(shapely.get_rings(shapes), return_index=True)
    same = ring[1:] == ring[:-1]
    low = np.minimum(points[1:], points[:-1])[same]
    high = np.maximum(points[1:], points[:-1])[same]
    edges = len(low)
    if edges * edges <= FREE:
        return False
    # A row that nobody can arrange a file around, and the same at each reading.
    taken = np.random.default_rng(edges).integers(0, edges, SAMPLE)
    met = sum(
        int(((low <= high[one]) & (high >= low[one])).all(axis=1).sum()) for one in taken.tolist()
    )
    return met / SAMPLE * edges > USUAL * edges + FREE
