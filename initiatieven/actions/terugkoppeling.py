"""Telling the people around an initiative what came of it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatieven.actions.bewaren import lock_initiatief
from initiatieven.actions.indiener import tell_news
from initiatieven.models import Initiatief, InitiatiefTerugkoppeling
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.once import create_once
from opbouw.lib.writing.transitions import Refused
from wijken.models import Lidmaatschap


@transaction.atomic
def tell_back(
    *, initiatief: Initiatief, by: Lidmaatschap, sleutel: uuid.UUID, content: Mapping[str, Any]
) -> tuple[InitiatiefTerugkoppeling, bool]:
    """Record that a circle was told, which pays the debt; returns it and whether it is new.

    `content` holds kring, waar, hoe, tekst and op. Raises Refused while it has not ended; what was
    recorded before stays the answer to a second sending.
    """
    initiatief = lock_initiatief(initiatief)
    told, new = create_once(
        InitiatiefTerugkoppeling,
        by=by,
        sleutel=sleutel,
        fields=content,
        links={"initiatief": initiatief},
    )
    if not new:
        return told, False
    if not initiatief.ended:
        # The refusal rolls the new row back.
        raise Refused(not_ended(initiatief))
    if initiatief.teruggekoppeld_op is None:
        initiatief.teruggekoppeld_op = timezone.now()
        initiatief.save(update_fields=["teruggekoppeld_op"])
    record("initiatief_teruggekoppeld", told, by=by)
    tell_news(initiatief)
    return told, True


def not_ended(initiatief: Initiatief) -> str:
    """Say why there is nothing to tell back: it is still running, or running again."""
    return _(
        "Dit initiatief staat nu op “%(staat)s”. Vertel terug als het gelukt, afgewezen of "
        "gestopt is."
    ) % {"staat": initiatief.get_staat_display()}
