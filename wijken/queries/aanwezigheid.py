"""Presence and reach of an area in a quarter or year, as anybody may read them.

The rows of a grid are the wijken, its columns the quarters of a year; the totals are the year of
a wijk and the quarter of the organisation. Whoever subtracts one account from another works in
this grid, so it is protected as one table. See docs/decisions/0175 and 0176.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.db.models.functions import TruncDate

from opbouw.lib.small_numbers import (
    Place,
    Protected,
    ProtectedTable,
    counts_with_wijk,
    lines_of,
    protect_table,
)
from wijken.bewaarregels import start_of
from wijken.models import Contactmoment, Gebied, Lidmaatschap, Ronde
from wijken.queries.geteld import (
    CONTACTEN,
    DAGEN,
    ELDERS,
    IN_CONTACTEN,
    MATEN,
    MENSEN,
    PRAATJES,
    QUARTERS,
    RONDES,
    Door,
    Vak,
    accountable_wijken,
    counted_in,
    tells_of_one,
)
from wijken.queries.tijdvak import Tijdvak


@dataclass(frozen=True)
class Aanwezigheid:
    """What may be told: each number that would tell of one colleague is left out by itself.

    With neither contacts nor talks left, nothing at all of the work is told.
    """

    getallen: Mapping[str, Protected]
    verborgen: bool
    # Days on which somebody was there; None when only the month is still known.
    dagen: int | None = None
    rondes: int | None = 0
    # Which of days and rondes are left out. There were no fewer contacts than days, nor talks
    # than walks: these are hidden with those as well.
    bedekt: frozenset[str] = frozenset()

    @property
    def leeg(self) -> bool:
        """Whether nothing was noted."""
        return not self.verborgen and not any(
            one.hidden or one.value for one in self.getallen.values()
        )


def own_wijken(lid: Lidmaatschap) -> list[Gebied]:
    """Return the wijken that can be chosen: those with fewer than fifty people cannot."""
    return [one for one in accountable_wijken(lid) if not counts_with_wijk(one.inwoners)]


def presence(
    lid: Lidmaatschap, gebied: Gebied | None, tijdvakken: Sequence[Tijdvak]
) -> list[Aanwezigheid]:
    """Return presence and reach in a wijk, or of the whole organisation, in each of these."""
    wijken = accountable_wijken(lid)
    years = {jaar: _Grid(lid, jaar, wijken) for jaar in {one.jaar for one in tijdvakken}}
    return [_presence(lid, gebied, one, years[one.jaar]) for one in tijdvakken]


class _Grid:
    """One year of an organisation, protected as a whole."""

    def __init__(self, lid: Lidmaatschap, jaar: int, wijken: Sequence[Gebied]) -> None:
        self.codes = [*(one.code for one in wijken), ELDERS]
        counted = counted_in(lid, jaar, self.codes[:-1])
        self.vakken = [
            [counted.get((code, quarter), Vak()) for quarter in range(1, QUARTERS + 1)]
            for code in self.codes
        ]
        self.hidden = {
            maat: one_colleague([[vak.door[maat] for vak in row] for row in self.vakken])
            for maat in (*MATEN, IN_CONTACTEN, DAGEN, RONDES)
        }
        # The people spoken to are those in contacts and the talks, so they could be taken apart.
        self.hidden[MENSEN] |= self.hidden[IN_CONTACTEN] | self.hidden[PRAATJES]
        # Too few people live there: what they would be told of counts with the organisation.
        small = [row for row, one in enumerate(wijken) if counts_with_wijk(one.inwoners)]
        self.small = {(row, column) for row in small for column in range(QUARTERS + 1)}
        self.tables = {maat: self._table(maat, lid.organisatie.drempel) for maat in MATEN}

    def _table(self, maat: str, drempel: int) -> ProtectedTable:
        cells = [[vak.aantal(maat) for vak in row] for row in self.vakken]
        quarters = [str(one) for one in range(1, QUARTERS + 1)]
        also = self.hidden[maat] | self.small
        return protect_table(self.codes, quarters, cells, drempel, also=also)

    def nothing_left(self, place: Place, shown: Mapping[str, Protected]) -> bool:
        """Whether of the work nothing is left to tell."""
        noted = [maat for maat in (CONTACTEN, PRAATJES) if shown[maat].text != "0"]
        of_one = [maat for maat in noted if place in self.hidden[maat]]
        return place in self.small or (bool(noted) and of_one == noted)

    def place(self, gebied: Gebied | None, tijdvak: Tijdvak) -> Place:
        """Return where an account stands in the grid."""
        row = len(self.codes) if gebied is None else self.codes.index(gebied.code)
        return row, tijdvak.nummer - 1 if tijdvak.nummer else QUARTERS


def _presence(
    lid: Lidmaatschap, gebied: Gebied | None, tijdvak: Tijdvak, grid: _Grid
) -> Aanwezigheid:
    place = grid.place(gebied, tijdvak)
    shown = {maat: _cell(table, place) for maat, table in grid.tables.items()}
    if grid.nothing_left(place, shown):
        return Aanwezigheid({}, verborgen=True)
    contacts, talks = (shown[maat] for maat in (CONTACTEN, PRAATJES))
    if not (contacts.hidden or talks.hidden or contacts.value or talks.value):
        return Aanwezigheid(shown, verborgen=False, dagen=0)
    covered = {maat for maat in (DAGEN, RONDES) if place in grid.hidden[maat]}
    if contacts.hidden or talks.hidden:
        covered.add(DAGEN)
    if talks.hidden:
        covered.add(RONDES)
    days, rondes = _days_and_rondes(lid, gebied, tijdvak)
    return Aanwezigheid(
        shown,
        verborgen=False,
        dagen=None if DAGEN in covered else days,
        rondes=None if RONDES in covered else rondes,
        bedekt=frozenset(covered),
    )


def _cell(table: ProtectedTable, place: Place) -> Protected:
    row, column = place
    of_year = column == len(table.columns)
    if row == len(table.rows):
        return table.total if of_year else table.column_totals[column]
    return table.row_totals[row] if of_year else table.cells[row][column]


def one_colleague(cells: Sequence[Sequence[Door]]) -> set[Place]:
    """Return the places of a grid, totals included, that would tell how much one colleague noted.

    The cells say of one number by whom it was noted. Whoever subtracts what is shown from a total
    sees the others together: those may not be of one colleague either.
    """
    grid = [[*row, _together(row)] for row in cells]
    grid.append([_together(column) for column in zip(*grid, strict=True)])
    whole = {(r, c): door for r, row in enumerate(grid) for c, door in enumerate(row)}
    hidden = {place for place, door in whole.items() if tells_of_one(door)}
    lines = lines_of(len(grid), len(grid[0]))
    while any(_cover(line, whole, hidden) for line in lines):
        pass
    return hidden


def _cover(line: Sequence[Place], whole: Mapping[Place, Door], hidden: set[Place]) -> bool:
    """Hide one more place of a line where the hidden ones together are those of one colleague."""
    *parts, total = line
    gone = [place for place in parts if place in hidden]
    if not gone or total in hidden:
        return False
    if not tells_of_one(_together(whole[place] for place in gone)):
        return False
    others = {p: whole[p].total() for p in parts if p not in hidden and whole[p].total()}
    # The total is the last to go.
    hidden.add(min(others, key=lambda place: (others[place], place), default=total))
    return True


def _together(cells: Iterable[Door]) -> Door:
    whole: Door = Counter()
    for door in cells:
        whole.update(door)
    return whole


def _days_and_rondes(
    lid: Lidmaatschap, gebied: Gebied | None, tijdvak: Tijdvak
) -> tuple[int | None, int]:
    """Return on how many days somebody was there, and how many walks there were."""
    here = None if gebied is None else Gebied.objects.within([gebied]).pks()
    contacts = Contactmoment.objects.visible_to(lid)
    contacts = contacts.filter(op__gte=start_of(tijdvak.begin), op__lt=start_of(tijdvak.after))
    rondes = Ronde.objects.visible_to(lid).filter(dag__range=(tijdvak.begin, tijdvak.end))
    if here is not None:
        contacts = contacts.filter(gebied__in=here)
        rondes = rondes.filter(tellingen__gebied__in=here).distinct()
    walked = list(rondes.order_by().values_list("pk", "dag", "woorden_weg_op"))
    by_day = contacts.order_by().annotate(dag=TruncDate("op")).values("dag")
    days = list(by_day.annotate(weg=Max("woorden_weg_op")).values_list("dag", "weg"))
    if any(gone for *_, gone in [*walked, *days]):
        return None, len(walked)
    return len({day for day, _gone in days} | {day for _pk, day, _gone in walked}), len(walked)
