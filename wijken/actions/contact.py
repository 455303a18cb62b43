"""Noting a contact, with what was promised in it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.once import create_once
from wijken.actions.afspraak import make_appointment
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
)
# What was promised there, which becomes a record of its own.
PROMISE = ("afspraak", "afspraak_op")


@transaction.atomic
def note_contact(
    *, by: Lidmaatschap, sleutel: uuid.UUID, content: Mapping[str, Any]
) -> tuple[Contactmoment, bool]:
    """Store a contact once; returns it and whether it is new.

    `content` holds the fields of the contact as the form cleaned them, and what was promised.
    """
    fields = {name: value for name, value in content.items() if name not in PROMISE}
    promise = {name: content[name] for name in PROMISE if name in content}
    contact, new = create_once(
        Contactmoment, by=by, sleutel=sleutel, fields=fields, sent_along=promise
    )
    if new:
        record("contact_genoteerd", contact, by=by)
        if promise.get("afspraak"):
            make_appointment(
                by=by,
                sleutel=contact.sleutel,
                content={"wat": promise["afspraak"], "op": promise["afspraak_op"]},
                contact=contact,
            )
    return contact, new
