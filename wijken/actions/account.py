"""The audit trail of an account, which belongs to no organisation and matters to several."""

from django.db import transaction

from opbouw.lib.writing.audit import record_for_each
from wijken.models import Gebruiker
from wijken.queries.lid import memberships


@transaction.atomic
def record_account(
    handeling: str, gebruiker: Gebruiker, *, by: Gebruiker | None, naar: str = ""
) -> None:
    """Record what was done to an account, for each organisation that it works for.

    Without `by` it was whoever runs the machine, or somebody who is not known.
    """
    record_for_each(
        handeling,
        gebruiker,
        organisaties=memberships(gebruiker).values_list("organisatie_id", flat=True),
        door_id=by.pk if by else None,
        naar=naar,
    )
