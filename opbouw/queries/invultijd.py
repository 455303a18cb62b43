"""What filling in costs, over the forms of all apps."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from opbouw.floors import FLOORS
from opbouw.lib.text.dates import month
from wijken.contract import Formulier, Lidmaatschap
from wijken.forms.stoppen import StopForm
from wijken.forms.zoeken import ZoekfilterForm
from wijken.queries.invultijd import LANGER, MINST, half_within, times, used_fields
from wijken.queries.lid import MANAGERS, active_members
from wijken.toegang.invultijd import optional

ROOF = (
    Formulier("zoekfilter_bewaar", gettext_lazy("Een zoekvraag bewaren"), ZoekfilterForm),
    Formulier(
        "lid_stoppen",
        gettext_lazy("De toegang van een collega stoppen"),
        StopForm,
        rollen=MANAGERS,
    ),
)
MONTHS, HALF_YEAR = 12, 6
# After fewer, a field that nobody filled in tells nothing.
ENOUGH = 20
SEVERAL = 2


@dataclass(frozen=True)
class Invulling:
    """One form: how often it was saved, how long half took, and which fields nobody fills in."""

    route: str
    titel: str
    keer: int
    helft: str
    maanden: list[tuple[str, str, str]]
    nooit: list[str]


def formulieren() -> list[Formulier]:
    """Return the forms that members save, from the lowest floor up."""
    return [one for floor in FLOORS for one in floor.formulieren] + list(ROOF)


def costs(lid: Lidmaatschap, today: date) -> list[Invulling]:
    """Return what filling in cost the member's team in the last twelve months.

    The forms that were saved most often come first. Left out are those that nobody used, and those
    that only one colleague can use.
    """
    found = times(lid, months_before(today, MONTHS - 1))
    half_year = months_before(today, HALF_YEAR - 1)
    used = used_fields(lid, half_year)
    roles = Counter(active_members(lid.organisatie).values_list("rol", flat=True))
    known = []
    for form in formulieren():
        per_month = found.get(form.route)
        # What only one colleague can open says how long that colleague takes.
        if not per_month or sum(roles[rol.value] for rol in form.rollen) < SEVERAL:
            continue
        every: Counter[int] = sum(map(Counter, per_month.values()), Counter())
        lately = sum(sum(n.values()) for op, n in per_month.items() if op >= half_year)
        known.append(
            Invulling(
                route=form.route,
                titel=str(form.titel),
                keer=every.total(),
                helft=_("staat open tijdens het lopen") if form.onderweg else in_words(every),
                maanden=[]
                if form.onderweg
                else [_month(op, counted) for op, counted in reversed(per_month.items())],
                nooit=never(form, used.get(form.route, set())) if lately >= ENOUGH else [],
            )
        )
    return sorted(known, key=lambda one: (-one.keer, one.titel))


def never(form: Formulier, used: set[str]) -> list[str]:
    """Return what the fields are called that may stay empty, and that nobody filled in."""
    fields = form.vorm.base_fields
    return [str(fields[name].label or name) for name in optional(fields) if name not in used]


def in_words(counted: Mapping[int, int]) -> str:
    """Say within how long half was saved; that it is too little where it is."""
    step = half_within(counted)
    if step is None:
        return _("te weinig om iets te zeggen")
    if step == LANGER:
        return _("langer dan 10 minuten")
    if step < 60:
        return _("%(number)d seconden") % {"number": step}
    minutes = step // 60
    return ngettext("%(number)d minuut", "%(number)d minuten", minutes) % {"number": minutes}


def months_before(today: date, number: int) -> date:
    """Return the first day of the month this number of months before."""
    years, index = divmod(today.year * 12 + today.month - 1 - number, 12)
    return date(years, index + 1, 1)


def _month(op: date, counted: Mapping[int, int]) -> tuple[str, str, str]:
    number = sum(counted.values())
    often = str(number) if number >= MINST else _("minder dan %(number)d") % {"number": MINST}
    return capfirst(month(op)), often, in_words(counted)
