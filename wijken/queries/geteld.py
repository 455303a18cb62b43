"""What was counted in one year: by wijk and quarter, as it is, for what protects it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, Sum, Value, When
from django.db.models.functions import ExtractQuarter

from wijken.bewaarregels import start_of
from wijken.models import (
    Aantal,
    Contactmoment,
    Gebied,
    GebiedSoort,
    Lidmaatschap,
    Lijn,
    Telling,
    Werksoort,
)
from wijken.queries.kwartaal import Kwartaal

QUARTERS = 4
# With fewer, or with more than four fifths of one, a number would be that of one colleague.
LEAST_COLLEAGUES = 2
LARGEST_SHARE = (4, 5)
# Of records that lie in no wijk where the organisation works.
ELDERS = ""
CONTACTEN, PRAATJES, MENSEN = "contacten", "praatjes", "mensen"
# A bucket stands for its smallest number: nobody is counted who may not have been there.
AT_LEAST = {
    Aantal.EEN: 1,
    Aantal.ENKELE: 2,
    Aantal.GROEPJE: 6,
    Aantal.GROEP: 11,
    Aantal.VEEL: 26,
}


def on_line(lijn: str) -> str:
    """Return the name of the count of contacts on a line."""
    return f"lijn_{lijn}"


def of_kind(soort: str) -> str:
    """Return the name of the count of contacts of a kind of work."""
    return f"soort_{soort}"


MATEN = (
    *(CONTACTEN, PRAATJES, MENSEN),
    *(on_line(lijn) for lijn in Lijn.values),
    *(of_kind(soort) for soort in Werksoort.values),
)


@dataclass
class Vak:
    """One wijk in one quarter: how many, and how it is spread over those who noted it.

    `door` is there for one question, `tells_of_one`, and leaves this floor in no other way. Its
    None are notes of which nobody knows any more whose they were.
    """

    aantallen: Counter[str] = field(default_factory=Counter)
    door: Counter[int | None] = field(default_factory=Counter)

    @property
    def genoteerd(self) -> int:
        """How much was noted."""
        return self.door.total()

    @property
    def tells_of_one(self) -> bool:
        """Whether its numbers are, or may be, those of one colleague: alone, or nearly so."""
        known = {lid: n for lid, n in self.door.items() if lid is not None}
        if len(known) < LEAST_COLLEAGUES:
            return self.genoteerd > 0
        most = max(known.values()) + self.door[None]
        return most * LARGEST_SHARE[1] > self.genoteerd * LARGEST_SHARE[0]


Jaar = Mapping[tuple[str, int], Vak]


def accountable_wijken(lid: Lidmaatschap) -> list[Gebied]:
    """Return the wijken where the organisation works, by code."""
    within = Gebied.objects.within(lid.organisatie.werkgebied.all()).current()
    return list(within.filter(soort=GebiedSoort.WIJK).without_vorm().order_by("code"))


def counted_in(lid: Lidmaatschap, jaar: int, wijken: Iterable[str]) -> Jaar:
    """Return what the organisation counted in a year, by the code of the wijk and the quarter."""
    rows = [*_contacts(lid, jaar), *_talks(lid, jaar)]
    lies_in = _wijk_of({row["gebied_id"] for row in rows}, set(wijken))
    found: dict[tuple[str, int], Vak] = defaultdict(Vak)
    for row in rows:
        vak = found[lies_in[row.pop("gebied_id")], row.pop("kwartaal")]
        vak.door[row.pop("wie")] += row.pop("genoteerd")
        vak.aantallen.update({maat: n or 0 for maat, n in row.items()})
    return found


def _contacts(lid: Lidmaatschap, jaar: int) -> Iterable[dict[str, Any]]:
    first, after = start_of(date(jaar, 1, 1)), start_of(date(jaar + 1, 1, 1))
    rows = Contactmoment.objects.visible_to(lid).filter(op__gte=first, op__lt=after)
    least = [When(aantal=aantal, then=Value(n)) for aantal, n in AT_LEAST.items()]
    counts: dict[str, Any] = {
        CONTACTEN: Count("pk"),
        MENSEN: Sum(Case(*least, default=Value(0))),
        **{on_line(one): Count("pk", filter=Q(lijnen__contains=[one])) for one in Lijn.values},
        **{
            of_kind(one): Count("pk", filter=Q(werksoorten__contains=[one]))
            for one in Werksoort.values
        },
    }
    # Far cheaper than to ask of every moment in which quarter of our own time it is.
    ends = [
        When(op__lt=start_of(Kwartaal(jaar, quarter).next.begin), then=Value(quarter))
        for quarter in range(1, QUARTERS + 1)
    ]
    rows = rows.annotate(kwartaal=Case(*ends), wie=F("door_id"))
    return _grouped(rows, counts)


def _talks(lid: Lidmaatschap, jaar: int) -> Iterable[dict[str, Any]]:
    rows = Telling.objects.visible_to(lid).filter(
        ronde__dag__range=(date(jaar, 1, 1), date(jaar, 12, 31))
    )
    counts = {PRAATJES: Sum("aantal"), MENSEN: Sum("aantal")}
    return _grouped(
        rows.annotate(kwartaal=ExtractQuarter("ronde__dag"), wie=F("ronde__door_id")), counts
    )


def _grouped(rows: Any, counts: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    groups = rows.order_by().values("gebied_id", "kwartaal", "wie")
    found: Iterable[dict[str, Any]] = groups.annotate(genoteerd=Count("pk"), **counts)
    return found


def _wijk_of(gebieden: set[int], wijken: set[str]) -> dict[int, str]:
    """Return the code of the wijk that each area lies in now.

    What was split over more than one counts in the first: nothing is counted twice.
    """
    rows = Gebied.objects.filter(pk__in=gebieden).values_list("pk", "code", "soort", "opvolgers")
    found = {}
    for pk, code, soort, opvolgers in rows:
        own = f"WK{code[2:8]}" if soort != GebiedSoort.GEMEENTE else ELDERS
        now = [one for one in opvolgers if one.startswith("WK")] if opvolgers else [own]
        found[pk] = next((one for one in now if one in wijken), ELDERS)
    return found
