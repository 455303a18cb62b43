"""An invented municipality with its wijken, buurten and figures, and a second one far away."""

from decimal import Decimal
from typing import Any

from opbouw.voorbeeld.entries import Entries, Entry
from opbouw.voorbeeld.polygons import partition
from wijken.actions.gebied import NieuwCijfer, NieuwGebied, store_gebieden
from wijken.models import Gebied

BRON = "Verzonnen cijfers voor de demo"
# Nobody publishes figures of so few people.
NO_FIGURES_BELOW = 50


def make_gebieden(ground: Entries, jaar: int) -> dict[str, Gebied]:
    """Store the municipalities in the edition of this year and return the areas by name."""
    new = [
        gebied
        for gemeente in ground["gebied"]
        for gebied in _gemeente(gemeente, ground["cijfer"], jaar)
    ]
    store_gebieden(gebieden=new, by=None)
    return {gebied.naam: gebied for gebied in Gebied.objects.current()}


def _gemeente(gemeente: Entry, figures: list[Entry], jaar: int) -> list[NieuwGebied]:
    per_wijk = [wijk.parts("delen") for wijk in gemeente.parts("delen")]
    drawn = partition(
        f"{gemeente['naam']} 1",
        groups=[len(buurten) for buurten in per_wijk],
        centre=(gemeente["lon"], gemeente["lat"]),
        breadth_km=9.0,
    )
    named, result = {figure["sleutel"] for figure in figures}, []
    for wijk, buurten, shapes in zip(gemeente.parts("delen"), per_wijk, drawn, strict=True):
        for buurt, shape in zip(buurten, shapes, strict=True):
            cijfers = buurt["cijfers"]
            if set(cijfers) != named or {type(share) for share in cijfers.values()} != {int}:
                buurt.refuse(f"cijfers must be whole numbers for {', '.join(sorted(named))}")
            result.append(_new(buurt, [buurt], figures, jaar, [shape]))
        result.append(_new(wijk, buurten, figures, jaar, shapes))
    everywhere = [buurt for buurten in per_wijk for buurt in buurten]
    shapes = [shape for part in drawn for shape in part]
    result.append(_new(gemeente, everywhere, figures, jaar, shapes))
    return result


def _new(
    entry: Entry,
    buurten: list[Entry],
    figures: list[Entry],
    jaar: int,
    shapes: list[dict[str, Any]],
) -> NieuwGebied:
    inwoners = sum(buurt["inwoners"] for buurt in buurten)
    rings = [shape["coordinates"] for shape in shapes]
    vorm = shapes[0] if len(shapes) == 1 else {"type": "MultiPolygon", "coordinates": rings}
    cijfers: list[NieuwCijfer] = []
    if inwoners >= NO_FIGURES_BELOW:
        alone = _share(buurten, "alleen", inwoners)
        cijfers = [_households(inwoners, alone, year) for year in (jaar, jaar - 1)]
        for figure in figures:
            sleutel, naam = figure["sleutel"], figure["naam"]
            share = _share(buurten, sleutel, inwoners)
            before = share * (100 + figure["change"]) / 100
            cijfers += [
                NieuwCijfer(sleutel, naam, Decimal(round(value)), year, BRON, "%")
                for year, value in ((jaar, share), (jaar - 1, before))
            ]
    return NieuwGebied(
        entry["code"], jaar, entry["naam"], BRON, vorm=vorm, inwoners=inwoners, cijfers=cijfers
    )


def _share(buurten: list[Entry], sleutel: str, inwoners: int) -> float:
    weighed: float = sum(buurt["inwoners"] * buurt["cijfers"][sleutel] for buurt in buurten)
    return weighed / inwoners


def _households(inwoners: int, alone: float, jaar: int) -> NieuwCijfer:
    count = inwoners / (2.9 - alone / 50)
    # Rounded to ten, as published figures of buurten are.
    value = Decimal(round(count * (1 if jaar % 2 else 1.01) / 10) * 10)
    return NieuwCijfer("huishoudens", "Huishoudens", value, jaar, BRON)
