"""Everything that changes a contact."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import correct
from opbouw.lib.writing.once import create_once
from opbouw.lib.writing.transitions import Refused
from wijken.models import Contactmoment, Lidmaatschap
from wijken.queries.wijzigen import may_change

# What the form shows, and so what a colleague can have changed meanwhile.
FIELDS = (
    "op",
    "gebied",
    "vindplaats",
    "plek",
    "aantal",
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

    def make(key: uuid.UUID, afdruk: str, dubbel_van: Contactmoment | None) -> Contactmoment:
        contact = Contactmoment.objects.create(
            organisatie_id=by.organisatie_id,
            door=by,
            sleutel=key,
            afdruk=afdruk,
            dubbel_van=dubbel_van,
            **content,
        )
        record("contact_genoteerd", contact, by=by)
        return contact

    return create_once(
        Contactmoment,
        organisatie_id=by.organisatie_id,
        sleutel=sleutel,
        content=content,
        make=make,
    )


@transaction.atomic
def keep_appointment(*, contact: Contactmoment, by: Lidmaatschap) -> None:
    """Record that what was promised has been done; doing it twice changes nothing."""
    contact = lock(contact)
    if contact.afspraak_op is None:
        raise Refused(_("Bij dit contact staat geen afspraak."))
    if contact.afspraak_gedaan_op is None:
        contact.afspraak_gedaan_op = timezone.now()
        contact.save(update_fields=["afspraak_gedaan_op"])
        record("afspraak_nagekomen", contact, by=by)


@transaction.atomic
def change_contact(
    *, contact: Contactmoment, by: Lidmaatschap, stand: str, content: Mapping[str, Any]
) -> None:
    """Correct a contact; raises Overtaken when a colleague changed it since the form was drawn."""
    contact = lock(contact)
    if not may_change(contact, by):
        raise Refused(_("Alleen wie dit noteerde en de coördinator mogen het wijzigen."))
    changed = correct(contact, by=by, stand=stand, names=FIELDS, content=content)
    if "afspraak_op" in changed:
        # Another day is another promise, and without one there is nothing that was kept.
        contact.afspraak_gedaan_op = None
        contact.save(update_fields=["afspraak_gedaan_op"])


@transaction.atomic
def remove_contact(*, contact: Contactmoment, by: Lidmaatschap) -> None:
    """Remove a contact that its writer noted by mistake; the audit row stays."""
    contact = lock(contact)
    if contact.door_id != by.pk:
        raise Refused(_("Alleen wie dit noteerde mag het verwijderen."))
    record("contact_verwijderd", contact, by=by)
    contact.delete()


def lock(contact: Contactmoment) -> Contactmoment:
    """Read the contact again and hold it until the transaction ends."""
    held = Contactmoment.objects.select_for_update(of=("self",)).filter(pk=contact.pk).first()
    if held is None:
        raise Refused(_("Dit contact is intussen verwijderd."))
    return held
