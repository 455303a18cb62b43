"""Ending sessions: one's own, or those of an account that somebody manages."""

from django.db import transaction

from opbouw.lib.writing.audit import Actor, record, record_for_each
from wijken.models import Gebruiker, Sessie
from wijken.queries.lid import memberships


@transaction.atomic
def end_sessions(*, of: Gebruiker, by: Actor | None = None, keep: str = "") -> int:
    """End the sessions of an account but the one with the key in `keep`, and count them.

    Without `by` they did so themselves, and each organisation that they work for reads it.
    """
    ended = remove_sessions(of=of, keep=keep)
    if ended and by:
        record("sessies_beeindigd", of, by=by, naar=str(ended))
    elif ended:
        _record("sessies_beeindigd", of, door=of, naar=str(ended))
    return ended


@transaction.atomic
def end_from_machine(*, of: Gebruiker) -> int:
    """End the sessions of an account for whoever runs the machine, and count them."""
    ended = remove_sessions(of=of)
    if ended:
        _record("sessies_beeindigd", of, naar=str(ended))
    return ended


@transaction.atomic
def end_session(*, of: Gebruiker, merk: str) -> bool:
    """End one of somebody's own sessions; tells whether it was still there."""
    found = next((row for row in Sessie.objects.filter(gebruiker=of) if row.merk == merk), None)
    if found is None:
        return False
    found.delete()
    _record("sessie_beeindigd", of, door=of)
    return True


def remove_sessions(*, of: Gebruiker, keep: str = "") -> int:
    """Remove the sessions of an account within an action that records why, and count them."""
    ended, _ = Sessie.objects.filter(gebruiker=of).exclude(pk=keep).delete()
    return ended


def _record(
    handeling: str, gebruiker: Gebruiker, *, door: Gebruiker | None = None, naar: str = ""
) -> None:
    record_for_each(
        handeling,
        gebruiker,
        organisaties=memberships(gebruiker).values_list("organisatie_id", flat=True),
        door_id=door.pk if door else None,
        naar=naar,
    )
