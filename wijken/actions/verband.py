"""Tying what is there, and recording that a tie ended."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import correct
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.once import create_once
from opbouw.lib.writing.transitions import Refused
from wijken.actions.bewaren import lock_contact
from wijken.models import Bron, Contactmoment, Lidmaatschap, Verband

# The fields of the form, which a colleague may have changed meanwhile.
FIELDS = ("instelling", "lijn", "waarom", "sterkte", "sinds")
ENDED = (*FIELDS, "geeindigd_op", "einde_want")


@transaction.atomic
def tie(
    *,
    bron: Bron,
    by: Lidmaatschap,
    sleutel: uuid.UUID,
    content: Mapping[str, Any],
    contact: Contactmoment | None = None,
) -> tuple[Verband, bool]:
    """Store a tie of this asset once; returns it and whether it is new.

    `content` says with whom: another asset (`andere`) or an institution.
    """
    if contact is not None:
        contact = lock_contact(contact)
    links = {"bron": bron, "contact": contact}
    verband, new = create_once(Verband, by=by, sleutel=sleutel, fields=content, links=links)
    if new:
        record("verband_gelegd", verband, by=by)
    return verband, new


@transaction.atomic
def change_tie(
    *, verband: Verband, by: Lidmaatschap, stand: str, content: Mapping[str, Any]
) -> None:
    """Correct a tie; raises Overtaken when a colleague changed it since the form was drawn.

    Of one that ended also when and why; without a day of ending it goes on after all.
    """
    verband = lock(verband)
    ended = content.get("geeindigd_op", verband.geeindigd_op)
    if ended is not None and content["sinds"] > ended:
        raise Refused(_("Dit verband is al eerder geëindigd. Kies een eerdere dag."))
    names = ENDED if "geeindigd_op" in content else FIELDS
    correct(verband, by=by, stand=stand, names=names, content=content)


@transaction.atomic
def end_tie(*, verband: Verband, by: Lidmaatschap, op: date, want: str) -> None:
    """Record when and why a tie ended; the same twice changes nothing."""
    verband = lock(verband)
    if verband.geeindigd_op is not None:
        if (verband.geeindigd_op, verband.einde_want) == (op, want):
            return
        raise Refused(_("Dit verband was al beëindigd."))
    if op < verband.sinds:
        raise Refused(_("Het verband begon later. Kies een latere dag."))
    verband.geeindigd_op, verband.einde_want = op, want
    verband.save(update_fields=["geeindigd_op", "einde_want"])
    record("verband_beeindigd", verband, by=by)
