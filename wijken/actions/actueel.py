"""Which edition of a gemeente is in force: the newest one that is there with its buurten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from opbouw.lib.maps.geometry import polygons, ring_area
from wijken.models import Gebied, GebiedSoort

AFGELEID = "Afgeleid van de buurten: "
ZONDER_BUURTEN = "zonder buurten"
GEWEIGERD = "er zijn wijken of buurten geweigerd"
EEN_DEEL = "met buurten voor maar een deel van de gemeente"
# A new edition moves borders; where more of a gemeente is missing, buurten are.
SHARE_OF_GEMEENTE = 0.97
SHARE_OF_BEFORE = 0.9


@dataclass(frozen=True)
class Wachtend:
    """An edition that is stored and not in force, why, and which one is."""

    gemeentecode: str
    naam: str
    jaar: int
    reden: str
    geldig: int


@dataclass(frozen=True)
class _Editie:
    jaar: int
    naam: str
    actueel: bool
    buurten: int
    ontbreekt: bool


def choose_current(gemeentecode: str, *, since: int = 0) -> list[Wachtend]:
    """Put the right edition of a gemeente in force; return the newer ones that are not.

    None from before `since` is: then the gemeente was merged away. An edition that is not whole
    never takes the place of one with buurten, or every form would lose them.
    """
    own = Gebied.objects.filter(gemeentecode=gemeentecode)
    editions = [editie for editie in _editions(gemeentecode) if editie.jaar >= since]
    current = next((editie for editie in editions if editie.actueel), None)
    wrong: dict[int, str] = {}
    chosen = None
    for editie in editions:
        wrong[editie.jaar] = _reason(gemeentecode, editie, current)
        if not wrong[editie.jaar]:
            chosen = editie
            break
    if chosen is None:
        chosen = _least_bad(editions, current)
    jaar = chosen.jaar if chosen else 0
    # First the old one: of each code one area is current.
    own.filter(actueel=True).exclude(jaar=jaar).update(actueel=False)
    own.filter(actueel=False, jaar=jaar).update(actueel=True)
    return [
        Wachtend(gemeentecode, editie.naam, editie.jaar, wrong[editie.jaar], jaar)
        for editie in editions
        if editie.jaar > jaar > 0
    ]


def waiting_sentences(wachtend: Iterable[Wachtend]) -> list[str]:
    """Return one sentence per reason why editions are not in force: the number and an example."""
    reasons: dict[str, list[Wachtend]] = defaultdict(list)
    for een in wachtend:
        reasons[een.reden].append(een)
    result = []
    for reden, found in sorted(reasons.items()):
        een = found[0]
        which = f"{een.jaar} van {een.naam} ({een.gemeentecode})"
        if len(found) == 1:
            result.append(
                f"De indeling van {which} is bewaard maar geldt nog niet: {reden}. "
                f"Tot het hele bestand is ingelezen, geldt die van {een.geldig}."
            )
        else:
            result.append(
                f"De indelingen van {len(found)} gemeenten zijn bewaard maar gelden nog niet, "
                f"bijvoorbeeld die van {which}: {reden}. "
                "Tot het hele bestand is ingelezen, gelden de oude."
            )
    return result


def _editions(gemeentecode: str) -> list[_Editie]:
    """Return the stored editions, newest first."""
    rows: dict[int, list[tuple[str, str, bool, list[str] | None]]] = defaultdict(list)
    columns = ("jaar", "soort", "naam", "actueel", "ontbreekt")
    for jaar, *row in Gebied.objects.filter(gemeentecode=gemeentecode).values_list(*columns):
        rows[jaar].append((row[0], row[1], row[2], row[3]))
    return [
        _Editie(
            jaar,
            next((naam for soort, naam, _, _ in found if soort == GebiedSoort.GEMEENTE), ""),
            any(actueel for _, _, actueel, _ in found),
            sum(soort == GebiedSoort.BUURT for soort, *_ in found),
            any(ontbreekt for *_, ontbreekt in found),
        )
        for jaar, found in sorted(rows.items(), reverse=True)
    ]


def _least_bad(editions: Sequence[_Editie], current: _Editie | None) -> _Editie | None:
    """Return what stays in force when no edition is whole."""
    if current and current.buurten:
        return current
    inhabited = next((editie for editie in editions if editie.buurten), None)
    return inhabited or current or (editions[0] if editions else None)


def _reason(gemeentecode: str, editie: _Editie, current: _Editie | None) -> str:
    """Return why an edition is not whole; empty when it is."""
    if not editie.buurten:
        return ZONDER_BUURTEN
    if editie.ontbreekt:
        return GEWEIGERD
    if current is None or current.jaar == editie.jaar or not current.buurten:
        return ""
    ground = _ground(gemeentecode, editie.jaar)
    covered = ground[GebiedSoort.BUURT]
    if published := ground[GebiedSoort.GEMEENTE]:
        return "" if covered >= published * SHARE_OF_GEMEENTE else EEN_DEEL
    before = _ground(gemeentecode, current.jaar)[GebiedSoort.BUURT]
    return "" if not covered or covered >= before * SHARE_OF_BEFORE else EEN_DEEL


def _ground(gemeentecode: str, jaar: int) -> dict[str, float]:
    """Return how much ground the outlines of an edition cover, by level; in square degrees."""
    result: dict[str, float] = defaultdict(float)
    found = Gebied.objects.filter(gemeentecode=gemeentecode, jaar=jaar, vorm__isnull=False)
    for soort, bron, vorm in found.exclude(soort=GebiedSoort.WIJK).values_list(
        "soort", "bron", "vorm"
    ):
        if vorm and (soort == GebiedSoort.BUURT or not bron.startswith(AFGELEID)):
            for outer, *holes in polygons(vorm):
                result[soort] += abs(ring_area(outer)) - sum(abs(ring_area(h)) for h in holes)
    return result
