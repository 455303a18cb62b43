"""An invented municipality with its wijken, buurten and figures, and a second one far away."""

from dataclasses import dataclass
from decimal import Decimal

from opbouw.voorbeeld.polygons import partition
from wijken.actions.gebied import NieuwCijfer, NieuwGebied, store_gebieden
from wijken.models import Gebied

BRON = "Verzonnen cijfers voor de demo"
# Nobody publishes figures of so few people.
GEEN_CIJFERS_ONDER = 50
# In the North Sea, so that nobody takes it for a real place.
ZONDERWATER = (3.9, 52.35)
VERWEG = (3.4, 53.1)


@dataclass(frozen=True)
class Buurt:
    """One buurt: inhabitants, and percentages in the order of CIJFERS."""

    code: str
    naam: str
    inwoners: int
    cijfers: tuple[int, ...]


# Key, name, and what changed since the year before (a share of 100).
CIJFERS = (
    ("alleen", "Huishoudens van één persoon", -2),
    ("jong", "Jonger dan 15 jaar", 1),
    ("oud", "65 jaar en ouder", -3),
    ("koopwoningen", "Eigen woningen", -1),
    ("laag_inkomen", "Huishoudens met een laag inkomen", -5),
    ("energielabel", "Woningen met energielabel E, F of G", 6),
    ("eenzaam", "Mensen die zich eenzaam voelen", -4),
    ("burenhulp", "Mensen die buren helpen of door buren geholpen worden", -6),
)
# In the order in which they lie around the first, so that each is drawn in one piece.
WIJKEN = {
    "WK999900": "Oude Haven",
    "WK999901": "De Weide",
    "WK999903": "Het Buitengebied",
    "WK999902": "Noorderkwartier",
    "WK999800": "Verweg Dorp",
}
GEMEENTEN = {"GM9999": "Zonderwater", "GM9998": "Verweg"}
BUURTEN = (
    Buurt("BU99990000", "Kade", 1840, (46, 12, 19, 48, 9, 31, 42, 38)),
    Buurt("BU99990001", "Werf", 1210, (41, 14, 17, 39, 12, 36, 44, 51)),
    # Under fifty inhabitants: counts with its wijk in everything that leaves the team.
    Buurt("BU99990002", "Havenhoofd", 40, (55, 5, 30, 70, 5, 60, 40, 60)),
    Buurt("BU99990003", "Pakhuizen", 1460, (58, 9, 8, 55, 6, 4, 49, 22)),
    Buurt("BU99990100", "Klaverveld", 2130, (33, 19, 15, 41, 13, 38, 47, 45)),
    Buurt("BU99990101", "Lindebuurt", 1980, (39, 17, 21, 22, 18, 46, 52, 49)),
    Buurt("BU99990102", "Wilgenborg", 1320, (51, 8, 37, 30, 11, 34, 50, 43)),
    Buurt("BU99990103", "Zuidrand", 1750, (24, 23, 9, 71, 5, 3, 38, 35)),
    Buurt("BU999901A1", "Molenhoek", 1690, (36, 16, 20, 44, 10, 29, 45, 47)),
    Buurt("BU99990200", "Stationsbuurt", 2410, (57, 10, 12, 33, 15, 27, 51, 27)),
    Buurt("BU99990201", "Rozenhof", 1570, (40, 16, 18, 29, 16, 41, 48, 46)),
    Buurt("BU99990202", "Singelbuurt", 1930, (43, 13, 22, 52, 8, 33, 43, 39)),
    Buurt("BU99990203", "Gasfabriek", 880, (49, 15, 6, 46, 9, 6, 46, 31)),
    Buurt("BU99990300", "Dijkdorp", 760, (25, 17, 24, 78, 4, 44, 34, 66)),
    Buurt("BU99990301", "Polder West", 310, (19, 20, 20, 83, 3, 52, 32, 71)),
    Buurt("BU99990302", "Overweer", 540, (27, 15, 29, 75, 5, 48, 37, 63)),
    Buurt("BU99980000", "Verweg Kern", 2900, (38, 15, 21, 50, 9, 25, 44, 40)),
    Buurt("BU99980001", "Verweg Noord", 1340, (31, 19, 16, 62, 7, 18, 41, 44)),
    Buurt("BU99980002", "Verweg Heide", 620, (22, 18, 25, 80, 3, 39, 35, 60)),
)


def make_gebieden(jaar: int) -> dict[str, Gebied]:
    """Store both municipalities in the edition of this year and return the areas by name."""
    new = [
        gebied
        for code, centre in (("GM9999", ZONDERWATER), ("GM9998", VERWEG))
        for gebied in _gemeente(code, jaar, centre)
    ]
    store_gebieden(gebieden=new, by=None)
    return {gebied.naam: gebied for gebied in Gebied.objects.current()}


def _gemeente(code: str, jaar: int, centre: tuple[float, float]) -> list[NieuwGebied]:
    wijken = [wijk for wijk in WIJKEN if wijk[2:6] == code[2:]]
    per_wijk = [[b for b in BUURTEN if b.code[2:8] == wijk[2:]] for wijk in wijken]
    drawn = partition(
        f"{GEMEENTEN[code]} 1",
        groups=[len(buurten) for buurten in per_wijk],
        centre=centre,
        breadth_km=9.0,
    )
    result = []
    everywhere: list[Buurt] = []
    for wijk, buurten, shapes in zip(wijken, per_wijk, drawn, strict=True):
        for buurt, shape in zip(buurten, shapes, strict=True):
            result.append(_nieuw(buurt.code, buurt.naam, [buurt], jaar, [shape]))
        result.append(_nieuw(wijk, WIJKEN[wijk], buurten, jaar, shapes))
        everywhere += buurten
    shapes = [shape for part in drawn for shape in part]
    result.append(_nieuw(code, GEMEENTEN[code], everywhere, jaar, shapes))
    return result


def _nieuw(
    code: str, naam: str, buurten: list[Buurt], jaar: int, shapes: list[dict[str, object]]
) -> NieuwGebied:
    inwoners = sum(buurt.inwoners for buurt in buurten)
    rings = [shape["coordinates"] for shape in shapes]
    vorm = shapes[0] if len(shapes) == 1 else {"type": "MultiPolygon", "coordinates": rings}
    if inwoners < GEEN_CIJFERS_ONDER:
        return NieuwGebied(code, jaar, naam, BRON, vorm=vorm, inwoners=inwoners)
    figures = [_households(inwoners, buurten, jaar), _households(inwoners, buurten, jaar - 1)]
    for at, (key, name, change) in enumerate(CIJFERS):
        share = sum(buurt.inwoners * buurt.cijfers[at] for buurt in buurten) / inwoners
        before = share * (100 + change) / 100
        for year, value in ((jaar, share), (jaar - 1, before)):
            figures.append(NieuwCijfer(key, name, Decimal(round(value)), year, BRON, "%"))
    return NieuwGebied(code, jaar, naam, BRON, vorm=vorm, inwoners=inwoners, cijfers=figures)


def _households(inwoners: int, buurten: list[Buurt], jaar: int) -> NieuwCijfer:
    alone = sum(buurt.inwoners * buurt.cijfers[0] for buurt in buurten) / inwoners
    count = inwoners / (2.9 - alone / 50)
    # Rounded to ten, as published figures of buurten are.
    value = Decimal(round(count * (1 if jaar % 2 else 1.01) / 10) * 10)
    return NieuwCijfer("huishoudens", "Huishoudens", value, jaar, BRON)
