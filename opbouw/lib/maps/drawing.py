"""How outlines are drawn: worked out once, when they are stored, and read by every page."""

from __future__ import annotations

import importlib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from types import ModuleType
from typing import Any

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Drawing:
    """One outline in decimetres from the middle of its map; to the right and down are positive."""

    path: str  # the `d` of an SVG path
    box: Box  # left, top, right, bottom
    label: tuple[int, int]  # the roomiest place
    room: int  # from there to the border

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> Drawing | None:
        """Return the drawing that was stored; None for an area without an outline."""
        if not stored:
            return None
        left, top, right, bottom = stored["box"]
        x, y = stored["label"]
        return cls(stored["path"], (left, top, right, bottom), (x, y), stored["room"])

    def stored(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return asdict(self)


def breadth(vormen: Collection[Mapping[str, Any]]) -> float:
    """Return how many metres outlines are across, together."""
    found: float = _coverage().breadth(vormen)
    return found


def draw_together(
    vormen: Mapping[str, Mapping[str, Any]],
    *,
    joined: Mapping[str, Collection[str]],
    tolerance: float,
) -> dict[str, Drawing]:
    """Draw outlines that border on each other, simplified so that they still do.

    The outlines are GeoJSON in WGS84. `joined` names further drawings, and which outlines each
    consists of. The tolerance is in metres. What has no area is left out, and so is all of what
    lies over each other everywhere.
    """
    drawn: dict[str, Drawing] = _coverage().draw_together(
        vormen, joined=joined, tolerance=tolerance
    )
    return drawn


def _coverage() -> ModuleType:
    # Only an import draws, and the library behind it is large: no page loads it.
    return importlib.import_module("opbouw.lib.maps.coverage")
