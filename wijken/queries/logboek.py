"""The audit trail of one organisation, for those who account for it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from opbouw.lib.models import AuditRegel
from opbouw.lib.web.keyset import Page, page
from wijken.models import TERMIJNEN, Gebruiker, Lidmaatschap, Onderwerp, Rol

# The beheerder of a welfare organisation; a municipality has none, and its beantwoorders manage.
TRAIL_READERS = (Rol.BEHEERDER, Rol.BEANTWOORDER)
# As long as the trail is kept at most.
MONTHS = 12 * TERMIJNEN[Onderwerp.LOGBOEK].most

ACCOUNT, MEMBERSHIP = Gebruiker._meta.label_lower, Lidmaatschap._meta.label_lower


@dataclass(frozen=True)
class Names:
    """What people of the own organisation are called, by account and by membership."""

    accounts: dict[int, str]
    members: dict[int, str]


def trail_page(
    lid: Lidmaatschap,
    *,
    only: Collection[str] = (),
    without: Collection[str] = (),
    maand: date | None = None,
    after: str | None = None,
) -> Page[AuditRegel]:
    """Return a page of the own organisation's trail, newest first, perhaps of one month.

    There is no selection of one person, and nothing is counted: this is no record of workers.
    """
    rows = AuditRegel.objects.filter(organisatie_id=lid.organisatie_id)
    if only:
        rows = rows.filter(handeling__in=only)
    if maand is not None:
        rows = rows.filter(op__gte=_midnight(maand), op__lt=_midnight(_next(maand)))
    return page(rows.exclude(handeling__in=without), order=("-op", "-pk"), after=after)


def names_in(lid: Lidmaatschap, rows: Iterable[AuditRegel]) -> Names:
    """Return the names of those in these rows who are or were of the own organisation."""
    rows = list(rows)
    accounts = {row.door_id for row in rows}
    accounts |= {row.object_id for row in rows if row.object_soort == ACCOUNT}
    members = {row.object_id for row in rows if row.object_soort == MEMBERSHIP}
    team = Lidmaatschap.objects.visible_to(lid).select_related("gebruiker")
    found = list(team.filter(Q(gebruiker__in=accounts - {None}) | Q(pk__in=members)))
    return Names(
        accounts={one.gebruiker_id: str(one.gebruiker) for one in found},
        members={one.pk: str(one.gebruiker) for one in found},
    )


def months(today: date) -> list[date]:
    """Return the first day of each month that the trail can hold, this month first."""
    this = today.year * 12 + today.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(this, this - MONTHS - 1, -1)]


def _next(maand: date) -> date:
    return date(maand.year + maand.month // 12, maand.month % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
