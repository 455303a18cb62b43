"""Mijn dag: both debts, the promises that are due, and what waits for somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.urls import reverse

from opbouw.floors import FLOORS
from opbouw.lib.database.cut import any_of, first_of
from opbouw.lib.web.keyset import page
from opbouw.lib.web.pieces import Meer, Punt, up_to_99
from wijken.contract import MOST_PUNTEN, Dagdeel, Lidmaatschap, Reach, Source
from wijken.queries.dag import reach_of

DEBTS = (Dagdeel.TE_VERTELLEN, Dagdeel.WACHT_OP_ANTWOORD)


def _nothing_more() -> dict[str, list[Meer]]:
    return {part.value: [] for part in Dagdeel}


@dataclass(frozen=True)
class Dag:
    """What a member sees first."""

    te_vertellen: list[Punt] = field(default_factory=list)
    wacht_op_antwoord: list[Punt] = field(default_factory=list)
    afspraken: list[Punt] = field(default_factory=list)
    wacht: list[Punt] = field(default_factory=list)
    # What each part leaves out, by its name.
    meer: Mapping[str, list[Meer]] = field(default_factory=_nothing_more)
    # Whether to offer what the colleagues have, outside the own areas: only an empty day has
    # asked if there is anything, since it says so.
    elders: bool = False

    @property
    def zoveel(self) -> str:
        """How much is owed, promised and waits here."""
        parts = (self.te_vertellen, self.wacht_op_antwoord, self.afspraken, self.wacht)
        more = sum(one.aantal for part in self.meer.values() for one in part)
        return up_to_99(sum(len(part) for part in parts) + more)

    @property
    def leeg(self) -> bool:
        """Whether nothing is owed and nothing waits in the own areas."""
        return not (self.te_vertellen or self.wacht_op_antwoord or self.afspraken or self.wacht)


@dataclass(frozen=True)
class Soort:
    """A page of all points of one kind."""

    titel: str
    schuld: bool
    punten: list[Punt]
    volgende: str | None


def day_of(lid: Lidmaatschap) -> Dag:
    """Return the member's day; a municipality's holds only what it was asked."""
    own, rest = reach_of(lid)
    dag = _day(lid, own)
    if rest is None:
        return dag
    # Only an empty day looks whether they have anything; else that waits until it is opened.
    elsewhere = not dag.leeg or any_of(s.rows(lid, rest) for s in _sources_in(lid, rest))
    return replace(dag, elders=elsewhere)


def day_elsewhere(lid: Lidmaatschap) -> Dag:
    """Return the same of the colleagues outside the own areas; empty without any."""
    _own, rest = reach_of(lid)
    return Dag() if rest is None else _day(lid, rest)


def kind_of_day(
    lid: Lidmaatschap, soort: str, *, elders: bool = False, after: str | None = None
) -> Soort | None:
    """Return a page of all points of one kind; None for a kind that the member has not."""
    source = next((one for one in _sources(lid) if one.soort == soort), None)
    own, rest = reach_of(lid)
    reach = rest if elders else own
    if source is None or reach is None or (elders and source.dagdeel is Dagdeel.AFSPRAKEN):
        return None
    found = page(source.drawn(lid, reach), order=source.orde, filled=source.filled, after=after)
    return Soort(str(source.titel), _owed(source), list(source.punten(found.items)), found.next)


def _day(lid: Lidmaatschap, reach: Reach) -> Dag:
    parts: dict[Dagdeel, list[Punt]] = defaultdict(list)
    meer = _nothing_more()
    for source in _sources_in(lid, reach):
        cut = first_of(source.drawn(lid, reach), MOST_PUNTEN)
        parts[source.dagdeel] += source.punten(cut.rows)
        if cut.more:
            url = reverse("vandaag_soort", args=[source.soort])
            if reach.elsewhere:
                url += "?elders=1"
            meer[source.dagdeel.value].append(Meer(str(source.titel), cut.more, url))
    return Dag(
        te_vertellen=parts[Dagdeel.TE_VERTELLEN],
        wacht_op_antwoord=parts[Dagdeel.WACHT_OP_ANTWOORD],
        afspraken=parts[Dagdeel.AFSPRAKEN],
        wacht=parts[Dagdeel.WACHT],
        meer=meer,
    )


def _sources_in(lid: Lidmaatschap, reach: Reach) -> Iterator[Source]:
    """Yield the kinds that a day is about: promises of colleagues are theirs."""
    for source in _sources(lid):
        if not (reach.elsewhere and source.dagdeel is Dagdeel.AFSPRAKEN):
            yield source


def _sources(lid: Lidmaatschap) -> Iterator[Source]:
    """Yield the kinds of this member, in the order of the page."""
    for dagdeel in Dagdeel:
        # A debt that came down from the top floor has waited through all of them.
        floors = reversed(FLOORS) if dagdeel in DEBTS else FLOORS
        for floor in floors:
            yield from (
                one for one in floor.dag if one.dagdeel is dagdeel and lid.rol in one.rollen
            )


def _owed(source: Source) -> bool:
    return source.dagdeel in DEBTS
