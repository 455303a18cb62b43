"""Ending sessions: of one's own, or of an account that somebody helps."""

from django.db import transaction

from opbouw.lib.writing.audit import Actor, record
from wijken.models import Gebruiker, Sessie
from wijken.queries.lid import memberships


@transaction.atomic
def end_sessions(*, of: Gebruiker, by: Actor | None = None, keep: str = "") -> int:
    """End the sessions of this account but the one with the key in `keep`, and count them.

    Without `by` they did so themselves, for every organisation that the account opens.
    """
    ended, _ = Sessie.objects.filter(gebruiker=of).exclude(pk=keep).delete()
    actors = [by] if by else list(memberships(of))
    for actor in actors if ended else ():
        record("sessies_beeindigd", of, by=actor, naar=str(ended))
    return ended


@transaction.atomic
def end_session(*, of: Gebruiker, merk: str) -> bool:
    """End one session of this account; tells whether it was still there."""
    found = next((row for row in Sessie.objects.filter(gebruiker=of) if row.merk == merk), None)
    if found is None:
        return False
    found.delete()
    for lid in memberships(of):
        record("sessie_beeindigd", of, by=lid)
    return True
