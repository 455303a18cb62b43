"""What moved from one of the three lines to the next: where something began, what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from initiatieven.models import Initiatief
from signalen.models import (
    BUITEN,
    Agendanotitie,
    Antwoord,
    NotitieSignaal,
    NotitieStaat,
    Signaal,
)
from wijken.bewaarregels import start_of
from wijken.models import Lidmaatschap, Lijn, Verband
from wijken.queries.tijdvak import Tijdvak

ORDER = list(Lijn.values)
INITIATIEF, SIGNAAL, NOTITIE, VERBAND = "initiatief", "signaal", "notitie", "verband"
Step = tuple[str, str]
# The notes that were sent, with when.
Sent = Mapping[int, datetime | None]


@dataclass(frozen=True)
class Beweging:
    """How many records went from one line to another, or stayed on it, of each kind."""

    stappen: Mapping[Step, Counter[str]]

    def aantal(self, van: str, naar: str) -> int:
        """Return how many records made this step."""
        return sum(self.stappen.get((van, naar), Counter[str]()).values())

    @property
    def verder(self) -> int:
        """How many went on to a further line."""
        return sum(
            sum(kinds.values())
            for (van, naar), kinds in self.stappen.items()
            if ORDER.index(naar) > ORDER.index(van)
        )


def movement(
    lid: Lidmaatschap, gebieden: list[int] | None, tijdvak: Tijdvak, sent: Sent
) -> Beweging:
    """Return what came of something else in this period: from its first line to its own.

    The first is that of the oldest thing it came of; of several lines the furthest counts.

    These are records, patterns and plans, never people: they are told as they are.
    """
    stappen: dict[Step, Counter[str]] = {}
    for soort, rows in (
        (INITIATIEF, _initiatieven(lid, gebieden, tijdvak)),
        (SIGNAAL, _signalen(lid, gebieden, tijdvak)),
        (NOTITIE, _notities(sent, tijdvak)),
        (VERBAND, _verbanden(lid, gebieden, tijdvak)),
    ):
        for step in _steps(rows):
            stappen.setdefault(step, Counter())[soort] += 1
    return Beweging(stappen)


def furthest(lijnen: Iterable[str]) -> str:
    """Return the last of these in the order of the practice; empty for none."""
    return max(lijnen, key=ORDER.index, default="")


# Of each row: its key, its own lines, and of one thing that it came of when it was and its lines.
Rows = Iterable[tuple[int, Iterable[str], datetime | None, Iterable[str] | None]]


def _steps(rows: Rows) -> Iterator[Step]:
    own: dict[int, str] = {}
    began: dict[int, tuple[datetime, str]] = {}
    for pk, lijnen, moment, came_of in rows:
        own[pk] = furthest(lijnen)
        if moment is not None and (line := furthest(came_of or ())):
            began[pk] = min((moment, line), began.get(pk, (moment, line)))
    for pk, naar in own.items():
        if naar and pk in began:
            yield began[pk][1], naar


def _initiatieven(lid: Lidmaatschap, gebieden: list[int] | None, tijdvak: Tijdvak) -> Rows:
    rows = Initiatief.objects.visible_to(lid).filter(contact__isnull=False)
    rows = rows.filter(in_moments("ingediend_op", tijdvak), in_areas(gebieden))
    return rows.order_by().values_list("pk", "lijnen", "contact__op", "contact__lijnen")


def _signalen(lid: Lidmaatschap, gebieden: list[int] | None, tijdvak: Tijdvak) -> Rows:
    rows = Signaal.objects.visible_to(lid).filter(in_moments("op", tijdvak), in_areas(gebieden))
    return rows.order_by().values_list("pk", "lijnen", "contacten__op", "contacten__lijnen")


def _notities(sent: Sent, tijdvak: Tijdvak) -> Iterator[Any]:
    notities = Agendanotitie.objects.filter(pk__in=sent_in(sent, tijdvak)).order_by()
    yield from notities.values_list("pk", "lijnen", "signalen__op", "signalen__lijnen")
    yield from notities.values_list(
        "pk", "lijnen", "initiatieven__ingediend_op", "initiatieven__lijnen"
    )


def _verbanden(lid: Lidmaatschap, gebieden: list[int] | None, tijdvak: Tijdvak) -> Iterator[Any]:
    rows = Verband.objects.visible_to(lid).filter(
        in_areas(gebieden, "bron__gebied"),
        contact__isnull=False,
        sinds__range=(tijdvak.begin, tijdvak.end),
    )
    began = rows.order_by().values_list("pk", "lijn", "contact__op", "contact__lijnen")
    for pk, lijn, moment, came_of in began:
        yield pk, [lijn], moment, came_of


def sent_notes(lid: Lidmaatschap, gebieden: list[int] | None, *, since: date) -> Sent:
    """Return the notes about these areas, or that rest on a signal from there, with when they went.

    Those that were sent since this day, and older ones that waited for an answer then. They are
    few, and with known keys the database goes straight to what hangs on them.
    """
    rows = Agendanotitie.objects.visible_to(lid).filter(staat__in=BUITEN).order_by()
    answered = Antwoord.objects.visible_to(lid).filter(op__gte=start_of(since)).order_by()
    if gebieden is not None:
        heard = NotitieSignaal.objects.visible_to(lid).filter(signaal__gebied__in=gebieden)
        keys = list(heard.order_by().values_list("notitie_id", flat=True).distinct())
        rows = rows.filter(Q(gebied__in=gebieden) | Q(pk__in=keys))
    late = list(answered.values_list("vraag__notitie_id", flat=True).distinct())
    kinds = (
        rows.filter(verzonden_op__gte=start_of(since)),
        rows.filter(staat=NotitieStaat.VERZONDEN),
        rows.filter(pk__in=late),
    )
    return {pk: sent for kind in kinds for pk, sent in kind.values_list("pk", "verzonden_op")}


def sent_in(sent: Sent, tijdvak: Tijdvak) -> list[int]:
    """Return the keys of the notes that were sent in this period."""
    begin, after = start_of(tijdvak.begin), start_of(tijdvak.after)
    return [pk for pk, moment in sent.items() if moment is not None and begin <= moment < after]


def in_areas(gebieden: list[int] | None, field: str = "gebied") -> Q:
    """Return the filter on these areas; on all of the organisation for None."""
    return Q() if gebieden is None else Q(**{f"{field}__in": gebieden})


def in_moments(field: str, tijdvak: Tijdvak) -> Q:
    """Return the filter on a moment in this period."""
    return Q(**{f"{field}__gte": start_of(tijdvak.begin), f"{field}__lt": start_of(tijdvak.after)})
