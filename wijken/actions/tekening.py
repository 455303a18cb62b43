"""How the areas of a gemeente are drawn: worked out when their outlines are stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from statistics import median
from typing import Any, Protocol

from opbouw.lib.maps.drawing import Drawing, breadth, draw_together
from wijken.models import Gebied, Tekening

# Of what a map shows at its largest: less than one of its pixels.
FINENESS = 600
BATCH = 200


class Outlined(Protocol):
    """What a drawing needs of an area; also true of one in a migration."""

    code: str
    vorm: Any


def draw_gebieden(*, gemeentecode: str, jaar: int) -> None:
    """Work out again how the areas of one edition of a gemeente are drawn."""
    edition = Gebied.objects.filter(gemeentecode=gemeentecode, jaar=jaar)
    areas = list(edition.only("code", "vorm"))
    drawn = drawings(areas)
    undrawn = [area for area in areas if area.code not in drawn]
    Tekening.objects.filter(gebied__in=undrawn).delete()
    new = [
        Tekening(gebied=area, dichtbij=near.stored(), ver=far.stored())
        for area in areas
        if area.code in drawn
        for near, far in [drawn[area.code]]
    ]
    Tekening.objects.bulk_create(
        new,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["gebied"],
        update_fields=["dichtbij", "ver"],
    )


def drawings(areas: Iterable[Outlined]) -> dict[str, tuple[Drawing, Drawing]]:
    """Return how these areas of one gemeente are drawn on the map of a wijk, and of all of it.

    An area with parts is drawn as those together, so that their borders meet.
    """
    areas = list(areas)
    outlined = {area.code: area.vorm for area in areas if area.vorm}
    joined: defaultdict[str, list[str]] = defaultdict(list)
    for code in outlined:
        if code.startswith("BU"):
            joined[f"WK{code[2:8]}"].append(code)
    sizes = [breadth([outlined[code] for code in parts]) for parts in joined.values()]
    smallest = {code: vorm for code, vorm in outlined.items() if _is_smallest(code, joined)}
    if smallest:
        for area in areas:
            if area.code.startswith("GM"):
                joined[area.code] = list(smallest)
    else:
        smallest = outlined
    if not smallest:
        return {}
    whole = breadth(list(smallest.values()))
    near = draw_together(smallest, joined=joined, tolerance=median(sizes or [whole]) / FINENESS)
    far = draw_together(smallest, joined=joined, tolerance=whole / FINENESS)
    return {code: (drawing, far.get(code, drawing)) for code, drawing in near.items()}


def _is_smallest(code: str, joined: Collection[str]) -> bool:
    return code.startswith("BU") or (code.startswith("WK") and code not in joined)
