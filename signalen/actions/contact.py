"""Correcting and removing a contact: only this floor knows what rests on it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import correct
from opbouw.lib.writing.once import remember_removed
from opbouw.lib.writing.transitions import Refused
from signalen.queries.contact import change_obstacle, remove_obstacle
from wijken.actions.bewaren import lock_contact
from wijken.actions.contact import FIELDS
from wijken.actions.foto_weg import remove_fotos
from wijken.models import Contactmoment, Lidmaatschap
from wijken.queries.wijzigen import may_change


@transaction.atomic
def change_contact(
    *, contact: Contactmoment, by: Lidmaatschap, stand: str, content: Mapping[str, Any]
) -> None:
    """Correct a contact, unless a sent note rests on it.

    Raises Overtaken when a colleague changed it since the form was drawn.
    """
    contact = lock_contact(contact)
    if obstacle := change_obstacle(contact):
        raise Refused(obstacle)
    if not may_change(contact, by):
        raise Refused(_("Alleen wie dit noteerde en de coördinator mogen het wijzigen."))
    changed = correct(contact, by=by, stand=stand, names=FIELDS, content=content)
    if "gebied" in changed:
        contact.afspraken.update(gebied=contact.gebied)


@transaction.atomic
def remove_contact(*, contact: Contactmoment, by: Lidmaatschap) -> None:
    """Remove what its writer noted by mistake, while nothing rests on it; the audit rows stay."""
    contact = lock_contact(contact)
    if obstacle := remove_obstacle(contact):
        raise Refused(obstacle)
    if contact.door_id != by.pk:
        raise Refused(_("Alleen wie dit noteerde mag het verwijderen."))
    remove_fotos([contact.pk])
    for afspraak in contact.afspraken.all():
        record("afspraak_verwijderd", afspraak, by=by)
    record("contact_verwijderd", contact, by=by)
    remember_removed(contact, organisatie_id=by.organisatie_id)
    contact.delete()
