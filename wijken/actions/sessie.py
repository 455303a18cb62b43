"""Ending sessions."""

from django.db import transaction

from opbouw.lib.writing.audit import record
from wijken.models import Gebruiker, Sessie
from wijken.queries.lid import memberships


@transaction.atomic
def end_sessions(*, of: Gebruiker, keep: str = "") -> int:
    """End somebody's own sessions but the one with the key in `keep`, and count them."""
    ended = remove_sessions(of=of, keep=keep)
    for lid in memberships(of) if ended else ():
        record("sessies_beeindigd", of, by=lid, naar=str(ended))
    return ended


@transaction.atomic
def end_session(*, of: Gebruiker, merk: str) -> bool:
    """End one of somebody's own sessions; tells whether it was still there."""
    found = next((row for row in Sessie.objects.filter(gebruiker=of) if row.merk == merk), None)
    if found is None:
        return False
    found.delete()
    for lid in memberships(of):
        record("sessie_beeindigd", of, by=lid)
    return True


def remove_sessions(*, of: Gebruiker, keep: str = "") -> int:
    """Remove the sessions of an account within an action that records why, and count them."""
    ended, _ = Sessie.objects.filter(gebruiker=of).exclude(pk=keep).delete()
    return ended
