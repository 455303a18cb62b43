"""Mijn dag: both debts, the promises that are due, and what waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain, islice

from opbouw.floors import FLOORS
from opbouw.lib.web.pieces import Punt
from wijken.contract import MOST_PUNTEN, Dagdeel, Lidmaatschap, Reach
from wijken.queries.dag import reach_of


@dataclass(frozen=True)
class Dag:
    """What a member sees first."""

    te_vertellen: list[Punt] = field(default_factory=list)
    wacht_op_antwoord: list[Punt] = field(default_factory=list)
    afspraken: list[Punt] = field(default_factory=list)
    wacht: list[Punt] = field(default_factory=list)
    # The same of the colleagues, outside the own areas; None when there is nothing.
    elders: Dag | None = None

    @property
    def aantal(self) -> int:
        """How much is owed, promised and waits here."""
        parts = (self.te_vertellen, self.wacht_op_antwoord, self.afspraken, self.wacht)
        return sum(len(part) for part in parts)

    @property
    def leeg(self) -> bool:
        """Whether nothing is owed and nothing waits in the own areas."""
        return self.aantal == 0


def day_of(lid: Lidmaatschap) -> Dag:
    """Return the member's day; a municipality's holds only what it was asked."""
    own, rest = reach_of(lid)
    dag = _day(lid, own)
    if rest is None:
        return dag
    elders = _day(lid, rest)
    return dag if elders.leeg else replace(dag, elders=elders)


def _day(lid: Lidmaatschap, reach: Reach) -> Dag:
    return Dag(
        te_vertellen=_part(lid, reach, Dagdeel.TE_VERTELLEN),
        wacht_op_antwoord=_part(lid, reach, Dagdeel.WACHT_OP_ANTWOORD),
        # Those of colleagues are theirs.
        afspraken=[] if reach.elsewhere else _part(lid, reach, Dagdeel.AFSPRAKEN),
        wacht=_part(lid, reach, Dagdeel.WACHT),
    )


def _part(lid: Lidmaatschap, reach: Reach, dagdeel: Dagdeel) -> list[Punt]:
    """Return the first points; a source is only asked when those before it left room."""
    owed = dagdeel in (Dagdeel.TE_VERTELLEN, Dagdeel.WACHT_OP_ANTWOORD)
    # A debt that came down from the top floor has waited through all of them.
    floors = reversed(FLOORS) if owed else FLOORS
    sources = [
        source
        for floor in floors
        for source in floor.dag
        if source.dagdeel is dagdeel and lid.rol in source.rollen
    ]
    return list(islice(chain.from_iterable(s.punten(lid, reach) for s in sources), MOST_PUNTEN))
