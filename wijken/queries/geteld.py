"""What was counted in one year: by wijk and quarter, as it is, for what protects it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import TruncDate

from wijken.bewaarregels import start_of
from wijken.models import (
    Aantal,
    Contactmoment,
    Gebied,
    GebiedSoort,
    Lidmaatschap,
    Lijn,
    Ronde,
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
# Not of how many people, but as much the work of whoever noted it.
DAGEN, RONDES = "dagen", "rondes"
# Told nowhere: who subtracts the talks from the people spoken to finds it.
IN_CONTACTEN = "mensen_in_contacten"
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


Door = Counter[int | None]


@dataclass
class Vak:
    """One wijk in one quarter: of each number, how it is spread over those who noted it.

    `door` is there for one question, `tells_of_one`, and leaves this floor in no other way. Its
    None are notes of which nobody knows whose they were: reduced, or brought over from a list.
    """

    door: dict[str, Door] = field(default_factory=lambda: defaultdict(Counter))

    def aantal(self, maat: str) -> int:
        """How much was counted of it."""
        return self.door[maat].total()


def tells_of_one(door: Door) -> bool:
    """Tell whether a number is, or may be, that of one colleague: alone, or nearly so."""
    known = {lid: n for lid, n in door.items() if lid is not None and n}
    if len(known) < LEAST_COLLEAGUES:
        return door.total() > 0
    most = max(known.values()) + door[None]
    return most * LARGEST_SHARE[1] > door.total() * LARGEST_SHARE[0]


Jaar = Mapping[tuple[str, int], Vak]


def accountable_wijken(lid: Lidmaatschap) -> list[Gebied]:
    """Return the wijken where the organisation works, by code."""
    within = Gebied.objects.within(lid.organisatie.werkgebied.all()).current()
    return list(within.filter(soort=GebiedSoort.WIJK).without_vorm().order_by("code"))


def counted_in(lid: Lidmaatschap, jaar: int, wijken: Iterable[str]) -> Jaar:
    """Return what the organisation counted in a year, by the code of the wijk and the quarter."""
    contacts, walks = list(_contacts(lid, jaar)), list(_walks(lid, jaar))
    here = {row["gebied_id"] for row in [*contacts, *walks]}
    lies_in = _wijk_of(here, set(wijken))
    found: dict[tuple[str, int], Vak] = defaultdict(Vak)
    for row in contacts:
        door = found[lies_in[row.pop("gebied_id")], row.pop("kwartaal")].door
        wie = row.pop("wie")
        for maat, n in row.items():
            door[maat][wie] += n or 0
    days = {(lies_in[gebied], dag, wie) for gebied, dag, wie in _days(lid, jaar)}
    rondes = set()
    for row in walks:
        code, dag, wie = lies_in[row["gebied_id"]], row["dag"], row["door_id"]
        found[code, quarter_of(dag)].door[PRAATJES][wie] += row["gesproken"] or 0
        days.add((code, dag, wie))
        rondes.add((code, dag, wie, row["pk"]))
    for code, dag, wie in days:
        found[code, quarter_of(dag)].door[DAGEN][wie] += 1
    for code, dag, wie, _pk in rondes:
        found[code, quarter_of(dag)].door[RONDES][wie] += 1
    for vak in found.values():
        vak.door[MENSEN] = vak.door[IN_CONTACTEN] + vak.door[PRAATJES]
    return found


def quarter_of(dag: date) -> int:
    """Return the quarter of a day, from one to four."""
    return (dag.month + 2) // 3


def _in_year(lid: Lidmaatschap, jaar: int) -> QuerySet[Contactmoment]:
    first, after = start_of(date(jaar, 1, 1)), start_of(date(jaar + 1, 1, 1))
    rows: QuerySet[Contactmoment] = Contactmoment.objects.visible_to(lid)
    # Who brought a list over did not do the work in it, and nobody knows who did.
    wie = Case(When(overzetting__isnull=False, then=Value(None)), default=F("door_id"))
    return rows.filter(op__gte=first, op__lt=after).annotate(wie=wie).order_by()


def _contacts(lid: Lidmaatschap, jaar: int) -> Iterable[dict[str, Any]]:
    least = [When(aantal=aantal, then=Value(n)) for aantal, n in AT_LEAST.items()]
    counts: dict[str, Any] = {
        CONTACTEN: Count("pk"),
        IN_CONTACTEN: Sum(Case(*least, default=Value(0))),
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
    groups = _in_year(lid, jaar).annotate(kwartaal=Case(*ends))
    found: Iterable[dict[str, Any]] = groups.values("gebied_id", "kwartaal", "wie").annotate(
        **counts
    )
    return found


def _days(lid: Lidmaatschap, jaar: int) -> Iterable[tuple[int, date, int | None]]:
    """Return on which days somebody noted a contact, by area and by who."""
    rows = _in_year(lid, jaar).annotate(dag=TruncDate("op"))
    return rows.values_list("gebied_id", "dag", "wie").distinct()


def _walks(lid: Lidmaatschap, jaar: int) -> Iterable[dict[str, Any]]:
    """Return the talks of each ronde by area; one without any lies nowhere."""
    rows = Ronde.objects.visible_to(lid).filter(dag__range=(date(jaar, 1, 1), date(jaar, 12, 31)))
    found: Iterable[dict[str, Any]] = (
        rows.order_by()
        .values("pk", "dag", "door_id", gebied_id=F("tellingen__gebied"))
        .annotate(gesproken=Sum("tellingen__aantal"))
    )
    return found


def _wijk_of(gebieden: set[int | None], wijken: set[str]) -> dict[int | None, str]:
    """Return the code of the wijk that each area lies in now.

    What was split over more than one counts in the first: nothing is counted twice.
    """
    rows = Gebied.objects.filter(pk__in=gebieden - {None}).values_list(
        "pk", "code", "soort", "opvolgers"
    )
    found: dict[int | None, str] = {None: ELDERS}
    for pk, code, soort, opvolgers in rows:
        own = f"WK{code[2:8]}" if soort != GebiedSoort.GEMEENTE else ELDERS
        now = [one for one in opvolgers if one.startswith("WK")] if opvolgers else [own]
        found[pk] = next((one for one in now if one in wijken), ELDERS)
    return found
