"""Everything that changes a contact."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from opbouw.lib.audit import record
from opbouw.lib.idempotence import create_once
from opbouw.lib.transitions import Refused
from wijken.models import Contactmoment, Lidmaatschap


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
    contact = Contactmoment.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.afspraak_op is None:
        raise Refused("Bij dit contact staat geen afspraak.")
    if contact.afspraak_gedaan_op is None:
        contact.afspraak_gedaan_op = timezone.now()
        contact.save(update_fields=["afspraak_gedaan_op"])
        record("afspraak_nagekomen", contact, by=by)
