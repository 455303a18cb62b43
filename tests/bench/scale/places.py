"""The areas: gemeenten, wijken and buurten with outlines and figures as a real edition has them.

They go through the action of the import, so whatever an import works out beforehand is there.
"""

import math
from collections.abc import Iterator
from decimal import Decimal

from tests.bench.scale.filling import execute
from tests.bench.scale.shares import Country
from wijken.actions.gebied import NieuwCijfer, NieuwGebied, store_gebieden
from wijken.models import Gebied

JAAR = 2025
BRON = "Verzonnen cijfers 2025"
# Codes count down from GM9999, which no gemeente has.
LAST = 10_000
WIJK_OF = 6
# Gemeenten lie in a grid over the Netherlands, degrees west and south.
WEST, SOUTH, WIDE, HIGH, IN_A_ROW = 3.6, 50.8, 0.19, 0.14, 18
FIGURES = (
    ("huishoudens", "Huishoudens", 600, ""),
    ("eenpersoons", "Eenpersoonshuishoudens", 38, "%"),
    ("huur", "Huurwoningen", 41, "%"),
    ("woz", "Gemiddelde WOZ-waarde", 310, "x 1.000 euro"),
    ("gas", "Gemiddeld gasverbruik", 1100, "m3"),
)
COPIES = """
INSERT INTO wijken_gebied (code, gemeentecode, {names})
SELECT left(code, 2) || other || substr(code, 7), 'GM' || other, {names}
FROM wijken_gebied CROSS JOIN unnest(%(codes)s::text[], %(sizes)s::int[]) AS o(other, size)
WHERE gemeentecode = %(city)s AND CASE soort WHEN 'gemeente' THEN true
    WHEN 'wijk' THEN substr(code, 7, 2)::int * %(wijk_of)s < size
    ELSE substr(code, 7, 2)::int * %(wijk_of)s + substr(code, 9, 2)::int < size END
"""
PARENTS = """
UPDATE wijken_gebied AS part SET ouder_id = whole.id FROM wijken_gebied AS whole
WHERE part.ouder_id IS NULL AND part.gemeentecode = whole.gemeentecode AND whole.code =
    CASE part.soort WHEN 'buurt' THEN 'WK' || substr(part.code, 3, 6)
        WHEN 'wijk' THEN part.gemeentecode END
"""
FIGURE_COPIES = """
INSERT INTO wijken_cijfer (gebied_id, sleutel, naam, waarde, eenheid, bron, jaar)
SELECT copy.id, sleutel, cijfer.naam, waarde, eenheid, cijfer.bron, cijfer.jaar
FROM wijken_gebied AS copy
JOIN wijken_gebied AS city ON city.gemeentecode = %(city)s
    AND city.code = left(copy.code, 2) || substr(%(city)s, 3) || substr(copy.code, 7)
JOIN wijken_cijfer AS cijfer ON cijfer.gebied_id = city.id
WHERE substr(copy.gemeentecode, 3) = ANY(%(codes)s)
"""
Box = tuple[float, float, float, float]


def gemeente_code(rank: int) -> str:
    """Return the code of the gemeente at this place in the list, the biggest city first."""
    return f"GM{LAST - rank:04}"


def make_places(country: Country) -> None:
    """Store the gemeenten of the organisations that are measured; the others are copies.

    Nobody opens a map of those: they are there to be many.
    """
    sizes = dict(enumerate(country.buurten(), start=1))
    real = {place for rank in country.kinds().values() for place in country.gemeenten_of(rank)}
    for rank in sorted(real):
        store_gebieden(gebieden=list(_gemeente(rank, sizes[rank], country.points)), by=None)
    others = [rank for rank in sizes if rank not in real]
    columns = [one.column for one in Gebied._meta.local_concrete_fields if not one.generated]
    own = {"id", "code", "gemeentecode", "ouder_id"}
    values = {
        "city": gemeente_code(1),
        "codes": [gemeente_code(rank)[2:] for rank in others],
        "sizes": [sizes[rank] for rank in others],
        "wijk_of": WIJK_OF,
    }
    names = ", ".join(f'"{name}"' for name in columns if name not in own)
    execute(COPIES.format(names=names), values)
    execute(PARENTS, values)
    execute(FIGURE_COPIES, values)


def _gemeente(rank: int, buurten: int, points: int) -> Iterator[NieuwGebied]:
    digits = gemeente_code(rank)[2:]
    row, column = divmod(rank - 1, IN_A_ROW)
    west, south = WEST + column * WIDE, SOUTH + row * HIGH
    whole: Box = (west, south, west + WIDE * 0.9, south + HIGH * 0.9)
    wijken = math.ceil(buurten / WIJK_OF)
    yield _area(f"GM{digits}", f"Gemeente {rank}", whole, points * 3, buurten * 1250)
    across = math.ceil(math.sqrt(wijken))
    down = math.ceil(wijken / across)
    for wijk in range(wijken):
        box = _cell(whole, across, down, wijk)
        code = f"{digits}{wijk:02}"
        inside = range(min(WIJK_OF, buurten - wijk * WIJK_OF))
        yield _area(f"WK{code}", f"Wijk {wijk} van {rank}", box, points * 2, len(inside) * 1250)
        for buurt in inside:
            people = 40 if (wijk + buurt) % 37 == 36 else 600 + (wijk * 7 + buurt * 131) % 1300
            place = _cell(box, WIJK_OF // 2, 2, buurt)
            yield _area(f"BU{code}{buurt:02}", f"Buurt {wijk}-{buurt}", place, points, people)


def _area(code: str, naam: str, box: Box, points: int, inwoners: int) -> NieuwGebied:
    figures = [
        NieuwCijfer(key, name, Decimal(around + (inwoners + at) % 10), JAAR - 1, BRON, unit)
        for at, (key, name, around, unit) in enumerate(FIGURES)
    ]
    return NieuwGebied(
        code=code,
        jaar=JAAR,
        naam=naam,
        bron=BRON,
        vorm={"type": "Polygon", "coordinates": [_ring(box, points)]},
        inwoners=inwoners,
        cijfers=figures,
    )


def _cell(box: Box, across: int, down: int, number: int) -> Box:
    west, south, east, north = box
    wide, high = (east - west) / across, (north - south) / down
    x, y = west + number % across * wide, south + number // across * high
    return x, y, x + wide, y + high


def _ring(box: Box, points: int) -> list[list[float]]:
    """Return a rectangle whose sides wind as brooks and streets do; neighbours share a side."""
    west, south, east, north = box
    side = points // 4
    along = [step / side for step in range(side)]
    wide, high = (east - west) * 0.06, (north - south) * 0.06
    ring = [(west + (east - west) * t, south + high * _wind(t)) for t in along]
    ring += [(east + wide * _wind(t), south + (north - south) * t) for t in along]
    ring += [(west + (east - west) * (1 - t), north + high * _wind(1 - t)) for t in along]
    ring += [(west + wide * _wind(1 - t), south + (north - south) * (1 - t)) for t in along]
    return [[round(x, 6), round(y, 6)] for x, y in [*ring, ring[0]]]


def _wind(along: float) -> float:
    """Return how far a side is from straight: nothing at its ends."""
    return math.sin(along * math.pi) * (math.sin(along * 23) + math.sin(along * 61) / 2)
