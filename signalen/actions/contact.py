"""Changes to a contact that ask what rests on it; only this floor knows."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from opbouw.lib.writing.transitions import Refused
from signalen.queries.contact import change_obstacle, remove_obstacle
from wijken.actions.contact import change_contact, lock, remove_contact
from wijken.models import Contactmoment, Lidmaatschap


@transaction.atomic
def correct_contact(
    *, contact: Contactmoment, by: Lidmaatschap, stand: str, content: Mapping[str, Any]
) -> None:
    """Correct a contact, unless a sent note rests on it."""
    if obstacle := change_obstacle(lock(contact)):
        raise Refused(obstacle)
    change_contact(contact=contact, by=by, stand=stand, content=content)


@transaction.atomic
def withdraw_contact(*, contact: Contactmoment, by: Lidmaatschap) -> None:
    """Remove a contact that was noted by mistake, while nothing rests on it."""
    if obstacle := remove_obstacle(lock(contact)):
        raise Refused(obstacle)
    remove_contact(contact=contact, by=by)
