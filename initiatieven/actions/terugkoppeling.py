"""Telling the people around an initiative what came of it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatieven.actions.indiener import tell_news
from initiatieven.actions.initiatief import locked
from initiatieven.models import Initiatief, InitiatiefTerugkoppeling
from opbouw.lib.audit import record
from opbouw.lib.idempotence import create_once
from opbouw.lib.transitions import Refused
from wijken.models import Lidmaatschap


@transaction.atomic
def tell_back(
    *, initiatief: Initiatief, by: Lidmaatschap, sleutel: uuid.UUID, content: Mapping[str, Any]
) -> tuple[InitiatiefTerugkoppeling, bool]:
    """Record that a circle was told, which pays the debt; returns it and whether it is new.

    `content` holds kring, waar, hoe, tekst and op.
    """
    initiatief = locked(initiatief)
    if not initiatief.ended:
        raise Refused(_("Vertel terug als het gelukt, afgewezen of gestopt is."))

    def make(
        key: uuid.UUID, afdruk: str, dubbel_van: InitiatiefTerugkoppeling | None
    ) -> InitiatiefTerugkoppeling:
        terugkoppeling = InitiatiefTerugkoppeling.objects.create(
            initiatief=initiatief,
            organisatie_id=initiatief.organisatie_id,
            sleutel=key,
            afdruk=afdruk,
            dubbel_van=dubbel_van,
            door=by,
            **content,
        )
        if initiatief.teruggekoppeld_op is None:
            initiatief.teruggekoppeld_op = timezone.now()
            initiatief.save(update_fields=["teruggekoppeld_op"])
        record("initiatief_teruggekoppeld", terugkoppeling, by=by)
        tell_news(initiatief)
        return terugkoppeling

    return create_once(
        InitiatiefTerugkoppeling,
        organisatie_id=initiatief.organisatie_id,
        sleutel=sleutel,
        content={**content, "initiatief": initiatief.pk},
        make=make,
    )
