"""Noting a contact, and keeping what was promised in it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.once import create_once
from opbouw.lib.writing.transitions import Refused
from wijken.actions.bewaren import refuse_reduced
from wijken.models import Contactmoment, Lidmaatschap

# The fields of the form, which a colleague may have changed meanwhile.
FIELDS = (
    "op",
    "gebied",
    "vindplaats",
    "plek",
    "aantal",
    "werksoorten",
    "tekst",
    "thema",
    "lijnen",
    "lijn_waarom",
    "afspraak",
    "afspraak_op",
)


@transaction.atomic
def note_contact(
    *, by: Lidmaatschap, sleutel: uuid.UUID, content: Mapping[str, Any]
) -> tuple[Contactmoment, bool]:
    """Store a contact once; returns it and whether it is new.

    `content` holds the fields of the contact as the form cleaned them.
    """
    contact, new = create_once(Contactmoment, by=by, sleutel=sleutel, fields=content)
    if new:
        record("contact_genoteerd", contact, by=by)
    return contact, new


@transaction.atomic
def keep_appointment(*, contact: Contactmoment, by: Lidmaatschap) -> None:
    """Record that what was promised has been done; doing it twice changes nothing."""
    contact = lock_contact(contact)
    if contact.afspraak_op is None:
        raise Refused(_("Bij dit contact staat geen afspraak."))
    if contact.afspraak_gedaan_op is None:
        contact.afspraak_gedaan_op = timezone.now()
        contact.save(update_fields=["afspraak_gedaan_op"])
        record("afspraak_nagekomen", contact, by=by)


def hand_over_appointments(*, van: Lidmaatschap, naar: Lidmaatschap, by: Lidmaatschap) -> None:
    """Let a colleague keep all that this member promised; called in the transaction of stopping."""
    held = Contactmoment.objects.visible_to(van).promised_by(van).order_by("pk")
    for contact in held.select_for_update(of=("self",)):
        contact.afspraak_bij = naar
        contact.save(update_fields=["afspraak_bij"])
        record("afspraak_overgedragen", contact, by=by)


def lock_contact(contact: Contactmoment) -> Contactmoment:
    """Read the contact again and hold it; raises Refused when it was removed or reduced."""
    try:
        contact = lock(contact)
    except Contactmoment.DoesNotExist:
        raise Refused(_("Dit contact is intussen verwijderd.")) from None
    refuse_reduced(contact)
    return contact
