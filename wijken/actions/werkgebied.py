"""Moving and ending the areas where somebody works, after the division changed."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from opbouw.lib.writing.audit import Actor, record
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.transitions import Refused
from wijken.actions.lid import lock_manageable
from wijken.models import Lidmaatschap, Organisatie
from wijken.queries.opvolging import Verhuizing, Verplaatsing, moves_of_lid, moves_of_organisations

WORD = 40  # of an audit row


@transaction.atomic
def move_gebieden(*, wie: Organisatie | Lidmaatschap, by: Actor | None, stand: str = "") -> int:
    """Put what followed in the place of old areas; returns how many there were.

    An area that was split becomes all of its parts. Raises Refused when `stand` is not what the
    page showed.
    """
    found = _locked(wie, stand)
    for one in found.verder if found else ():
        _areas(wie).remove(one.oud)
        _areas(wie).add(*one.nieuw)
        naar = ", ".join(area.code for area in one.nieuw)
        _record("werkgebied_verplaatst", wie, one, by=by, naar=naar)
    return len(found.verder) if found else 0


@transaction.atomic
def end_gebieden(*, wie: Organisatie | Lidmaatschap, by: Actor | None, stand: str = "") -> int:
    """Take away the areas that nothing followed; returns how many there were."""
    found = _locked(wie, stand)
    gone = [one for one in found.verplaatsingen if one.vervallen] if found else []
    for one in gone:
        _areas(wie).remove(one.oud)
        _record("werkgebied_beeindigd", wie, one, by=by)
    return len(gone)


@transaction.atomic
def settle_member(*, lid: Lidmaatschap, by: Lidmaatschap, end: bool, stand: str) -> int:
    """Move or end the areas of a colleague; raises Refused if `by` may not change them."""
    lid = lock_manageable(lid, by=by)
    act = end_gebieden if end else move_gebieden
    return act(wie=lid, by=by, stand=stand)


def _locked(wie: Organisatie | Lidmaatschap, stand: str) -> Verhuizing | None:
    if isinstance(wie, Organisatie):
        lock(wie)
        found = next(iter(moves_of_organisations(wie)), None)
    else:
        lock(wie)
        found = moves_of_lid(wie)
    if stand and (found is None or found.stand != stand):
        raise Refused(_("Dit is intussen veranderd. Kijk nog eens wat er nu staat."))
    return found


def _areas(wie: Organisatie | Lidmaatschap):  # type: ignore[no-untyped-def]  # a manager of Django's, made at run time
    return wie.werkgebied if isinstance(wie, Organisatie) else wie.gebieden


def _record(
    handeling: str,
    wie: Organisatie | Lidmaatschap,
    one: Verplaatsing,
    *,
    by: Actor | None,
    naar: str = "",
) -> None:
    owner = wie.pk if isinstance(wie, Organisatie) else wie.organisatie_id
    record(handeling, wie, by=by, van=one.oud.code, naar=naar[:WORD], organisatie_id=owner)
