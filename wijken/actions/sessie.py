"""Ending sessions: one's own, or for whoever runs the machine those of any account."""

from django.db import transaction

from wijken.actions.account import record_account
from wijken.models import Gebruiker, Sessie


@transaction.atomic
def end_sessions(*, of: Gebruiker, by: Gebruiker | None, keep: str = "") -> int:
    """End the sessions of an account but the one with the key in `keep`, and count them.

    Without `by` whoever runs the machine does.
    """
    ended = remove_sessions(of=of, keep=keep)
    if ended:
        record_account("sessies_beeindigd", of, by=by, naar=str(ended))
    return ended


@transaction.atomic
def end_session(*, of: Gebruiker, merk: str) -> bool:
    """End one of somebody's own sessions; tells whether it was still there."""
    found = next((row for row in Sessie.objects.filter(gebruiker=of) if row.merk == merk), None)
    if found is None:
        return False
    found.delete()
    record_account("sessie_beeindigd", of, by=of)
    return True


def remove_sessions(*, of: Gebruiker, keep: str = "") -> int:
    """Remove the sessions of an account within an action that records why, and count them."""
    ended, _ = Sessie.objects.filter(gebruiker=of).exclude(pk=keep).delete()
    return ended
