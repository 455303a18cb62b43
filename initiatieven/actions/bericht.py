"""Answering a resident, and with the answer often a next state."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from initiatieven.actions.bewonersbericht import mark_read
from initiatieven.actions.indiener import tell_news
from initiatieven.actions.initiatief import locked
from initiatieven.models import Bericht, Initiatief, InitiatiefStaat
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.once import create_once
from opbouw.lib.writing.transitions import Refused, move
from wijken.models import Lidmaatschap


@transaction.atomic
def reply(
    *,
    initiatief: Initiatief,
    by: Lidmaatschap,
    sleutel: uuid.UUID,
    tekst: str,
    naar: str = "",
    gelezen_tot: int = 0,
) -> tuple[Bericht, bool]:
    """Put an update on the status page and move to the state `naar`; empty keeps the state.

    Returns the update and whether it is new. The first answer to a new initiative starts the
    conversation, and no step is taken without words: the resident is told of each. It answers what
    the resident wrote back up to and with the row `gelezen_tot`. Raises
    TransitionNotAllowedError for a step that the table does not list.
    """
    initiatief = locked(initiatief)
    if not tekst:
        raise Refused(_("Schrijf er een bericht bij: de bewoner wil weten waarom."))

    def make(key: uuid.UUID, afdruk: str, dubbel_van: Bericht | None) -> Bericht:
        _follow(initiatief, naar, by)
        bericht = Bericht.objects.create(
            initiatief=initiatief,
            organisatie_id=initiatief.organisatie_id,
            sleutel=key,
            afdruk=afdruk,
            dubbel_van=dubbel_van,
            tekst=tekst,
            staat=initiatief.staat,
            door=by,
        )
        record("initiatief_bericht", bericht, by=by)
        # Whoever answers has read what stood on the page.
        mark_read(initiatief=initiatief, by=by, tot=gelezen_tot)
        tell_news(initiatief)
        return bericht

    return create_once(
        Bericht,
        organisatie_id=initiatief.organisatie_id,
        sleutel=sleutel,
        content={"initiatief": initiatief.pk, "tekst": tekst, "naar": naar},
        make=make,
    )


def _follow(initiatief: Initiatief, naar: str, by: Lidmaatschap) -> None:
    if not naar and initiatief.staat == InitiatiefStaat.INGEDIEND:
        naar = InitiatiefStaat.IN_GESPREK
    if not naar or naar == initiatief.staat:
        return
    van = move(initiatief, naar)
    # Taken up again: what comes of it now has to be told as well.
    initiatief.teruggekoppeld_op = None
    initiatief.save(update_fields=["staat", "teruggekoppeld_op"])
    record("initiatief_staat", initiatief, by=by, van=van, naar=naar)
