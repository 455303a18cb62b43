"""Naming what is there already, seeing again that it is, and putting it in the archive."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import correct
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.once import create_once
from opbouw.lib.writing.transitions import Refused
from wijken.actions.bewaren import lock_contact
from wijken.models import Bron, Contactmoment, Lidmaatschap

# The fields of the form, which a colleague may have changed meanwhile.
FIELDS = ("soort", "gebied", "naam", "omschrijving", "thema")


@transaction.atomic
def name_bron(
    *,
    by: Lidmaatschap,
    sleutel: uuid.UUID,
    content: Mapping[str, Any],
    contact: Contactmoment | None = None,
) -> tuple[Bron, bool]:
    """Store an asset once; returns it and whether it is new.

    Named in a contact, that contact also confirms it.
    """
    if contact is not None:
        contact = lock_contact(contact)
    bron, new = create_once(
        Bron,
        by=by,
        sleutel=sleutel,
        fields=content,
        links={"contact": contact},
        complete=lambda _key, _afdruk: {"bevestigd_in": contact, "bevestigd_door": by},
    )
    if new:
        record("bron_genoemd", bron, by=by)
    return bron, new


@transaction.atomic
def confirm_bron(*, bron: Bron, by: Lidmaatschap, contact: Contactmoment | None = None) -> None:
    """Record that it is still there today; out of the archive it comes back.

    Doing it twice on one day changes nothing more.
    """
    if contact is not None:
        contact = lock_contact(contact)
    bron, today = lock(bron), timezone.localdate()
    seen = bron.bevestigd_op == today and bron.gearchiveerd_op is None
    if seen and (contact is None or contact.pk == bron.bevestigd_in_id):
        return
    bron.bevestigd_op, bron.bevestigd_door, bron.bevestigd_in = today, by, contact
    bron.gearchiveerd_op, bron.archief_want = None, ""
    bron.save(
        update_fields=[
            *("bevestigd_op", "bevestigd_door", "bevestigd_in"),
            *("gearchiveerd_op", "archief_want"),
        ]
    )
    record("bron_bevestigd", bron, by=by)


@transaction.atomic
def change_bron(*, bron: Bron, by: Lidmaatschap, stand: str, content: Mapping[str, Any]) -> None:
    """Correct an asset; raises Overtaken when a colleague changed it since the form was drawn."""
    correct(lock(bron), by=by, stand=stand, names=FIELDS, content=content)


@transaction.atomic
def archive_bron(*, bron: Bron, by: Lidmaatschap, want: str) -> None:
    """Take an asset out of the lists, with the reason; it can still be found and come back."""
    bron = lock(bron)
    if bron.gearchiveerd_op is not None:
        if bron.archief_want == want:
            return
        raise Refused(_("Dit staat al in het archief."))
    bron.gearchiveerd_op, bron.archief_want = timezone.localdate(), want
    bron.save(update_fields=["gearchiveerd_op", "archief_want"])
    record("bron_gearchiveerd", bron, by=by)


def delete_bronnen(pks: Sequence[int]) -> None:
    """Remove assets that nobody has looked at for years, with their ties."""
    Bron.objects.filter(pk__in=pks).delete()
