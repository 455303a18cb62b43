"""Keeping a walk with its many short talks."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.once import create_once, remember_removed
from opbouw.lib.writing.transitions import Refused
from wijken.actions.contact import note_contact
from wijken.models import Lidmaatschap, Ronde, Telling
from wijken.models.ronde import telling_of
from wijken.queries.wijzigen import may_change

Tally = Mapping[str, Any]
# What makes two tallies of a walk the same one.
PLACE = ("gebied", "vindplaats", "plek", "thema")


@transaction.atomic
def note_ronde(
    *,
    by: Lidmaatschap,
    sleutel: uuid.UUID,
    content: Mapping[str, Any],
    tellingen: Iterable[Tally],
    gesprekken: Iterable[Mapping[str, Any]] = (),
) -> tuple[Ronde, bool]:
    """Store a walk once, with what was counted and the contacts in between; tells if it is new.

    `tellingen` hold a place, a theme and how many; those of one place and theme are added up.
    `gesprekken` hold the fields of a contact.
    """
    counted = _added_up(tellingen)
    talks = list(gesprekken)
    sent = {"tellingen": _compared(counted), "gesprekken": [_plain(talk) for talk in talks]}
    ronde, new = create_once(Ronde, by=by, sleutel=sleutel, fields=content, sent_along=sent)
    if new:
        Telling.objects.bulk_create(
            telling_of(ronde, aantal=number, **dict(zip(PLACE, place, strict=True)))
            for place, number in counted.items()
        )
        for number, talk in enumerate(talks):
            key = uuid.uuid5(ronde.sleutel, str(number))
            note_contact(by=by, sleutel=key, content={**talk, "ronde": ronde})
        record("ronde_genoteerd", ronde, by=by)
    return ronde, new


@transaction.atomic
def remove_ronde(*, ronde: Ronde, by: Lidmaatschap) -> None:
    """Remove a walk that was noted by mistake; the contacts in it stay."""
    try:
        ronde = lock(ronde)
    except Ronde.DoesNotExist:
        raise Refused(_("Deze ronde is intussen verwijderd.")) from None
    if not may_change(ronde, by):
        raise Refused(_("Alleen wie deze ronde noteerde en de coördinator mogen hem verwijderen."))
    record("ronde_verwijderd", ronde, by=by)
    remember_removed(ronde, organisatie_id=by.organisatie_id)
    ronde.delete()


def _added_up(tellingen: Iterable[Tally]) -> dict[tuple[Any, ...], int]:
    counted: Counter[tuple[Any, ...]] = Counter()
    for telling in tellingen:
        counted[tuple(telling[name] for name in PLACE)] += telling["aantal"]
    return dict(counted)


def _compared(counted: Mapping[tuple[Any, ...], int]) -> list[str]:
    return sorted(f"{place[0].pk} {place[1:]} {number}" for place, number in counted.items())


def _plain(talk: Mapping[str, Any]) -> list[str]:
    return [f"{name}: {getattr(value, 'pk', value)}" for name, value in sorted(talk.items())]
