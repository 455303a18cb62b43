"""Taking the words out of a plan at somebody's request."""

from django.db import transaction
from django.db.models import Q

from initiatieven.actions.volglink import keep_link
from initiatieven.models import Initiatief
from opbouw.lib.writing.audit import Actor
from wijken.actions.weghalen import empty_row


@transaction.atomic
def empty_plan(initiatief: Initiatief, *, by: Actor) -> list[str]:
    """Take the words out of a plan and its doubles, and return them; their secret links stay."""
    first = initiatief.dubbel_van_id or initiatief.pk
    for one in Initiatief.objects.filter(Q(pk=first) | Q(dubbel_van=first)):
        # It was derived from the fingerprint, which goes.
        keep_link(one)
    return empty_row(initiatief, by=by)
