"""What somebody looks for, what they can choose from, and what they kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.text.dates import month
from wijken.models import Gebied, GebiedSoort, Lidmaatschap, Zoekfilter
from wijken.queries.gebied import known_area
from wijken.queries.kwartaal import last_quarters

# As long as words are kept, and the quarter that they began in.
MONTHS, QUARTERS = 24, 9
OWN_AREAS = "mijn"


@dataclass(frozen=True)
class Zoekvraag:
    """What somebody looks for; what is empty excludes nothing."""

    woorden: str = ""
    gebied: str = ""
    periode: str = ""
    lijn: str = ""
    thema: str = ""
    soort: str = ""
    eigen: bool = False

    @property
    def leeg(self) -> bool:
        """Whether nothing was asked for at all."""
        return self == Zoekvraag()


@dataclass(frozen=True)
class Periode:
    """A month or a quarter, from its first day to its last."""

    code: str
    naam: str
    begin: date
    end: date


def months() -> list[Periode]:
    """Return the months that can be chosen, the present one first."""
    found: list[Periode] = []
    first = timezone.localdate().replace(day=1)
    end = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    while len(found) < MONTHS:
        found.append(Periode(f"{first:%Y-%m}", month(first), first, end))
        end = first - timedelta(days=1)
        first = end.replace(day=1)
    return found


def quarters() -> list[Periode]:
    """Return the quarters that can be chosen, the present one first."""
    return [Periode(one.code, str(one), one.begin, one.end) for one in last_quarters(QUARTERS)]


def period(code: str) -> Periode | None:
    """Return the month or quarter of this code; None for any other."""
    return next((one for one in (*quarters(), *months()) if one.code == code), None)


def area_choices(lid: Lidmaatschap) -> Iterator[tuple[str, object]]:
    """Yield where to look: everywhere, the own buurten, or a wijk or buurt of the organisation."""
    yield "", _("De hele organisatie")
    yield OWN_AREAS, _("Mijn buurten")
    rows = Gebied.objects.within(lid.organisatie.werkgebied.all()).current()
    columns = rows.exclude(soort=GebiedSoort.GEMEENTE).order_by("gemeentecode", "code")
    names = dict(columns.values_list("code", "naam"))
    # Codes nest: BU0363AA01 lies in WK0363AA.
    for wijk, codes in groupby(sorted(names, key=_by_wijk), key=lambda code: f"WK{code[2:8]}"):
        within = [(code, names[code]) for code in codes if code != wijk]
        if wijk in names:
            within.insert(0, (wijk, _("Heel %(wijk)s") % {"wijk": names[wijk]}))
        yield names.get(wijk, wijk), within


def area_keys(lid: Lidmaatschap, code: str) -> list[int] | None:
    """Return the keys of the areas to look in; None for all."""
    if not code:
        return None
    if code == OWN_AREAS:
        return Gebied.objects.working_area(lid).pks()
    gebied = known_area(code)
    return [] if gebied is None else Gebied.objects.within([gebied]).pks()


def own_filters(lid: Lidmaatschap) -> QuerySet[Zoekfilter]:
    """Return what this member kept, in the order in which they did."""
    return Zoekfilter.objects.visible_to(lid).filter(door=lid).order_by("pk")


def _by_wijk(code: str) -> str:
    return code[2:]
