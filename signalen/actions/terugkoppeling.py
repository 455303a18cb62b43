"""Telling back: the promise with which the chain closes."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.once import create_once
from opbouw.lib.writing.transitions import allowed, move
from signalen.actions.signaal import lock_signaal, mark_told_back
from signalen.models import (
    Agendanotitie,
    NotitieStaat,
    Signaal,
    SignaalStaat,
    SignaalTerugkoppeling,
)
from wijken.models import Lidmaatschap


@transaction.atomic
def tell_back(
    *, signaal: Signaal, by: Lidmaatschap, sleutel: uuid.UUID, content: Mapping[str, Any]
) -> SignaalTerugkoppeling:
    """Record that a circle was told; the signal closes, and its note when all its circles know.

    The same form sent twice makes one row. Raises Refused while there is no outcome to tell.
    """
    signaal = lock_signaal(signaal)
    told, new = create_once(
        SignaalTerugkoppeling, by=by, sleutel=sleutel, fields=content, links={"signaal": signaal}
    )
    if new and signaal.staat == SignaalStaat.TERUGGEKOPPELD:
        # Already closed; record this one too: another circle, or the same once more.
        record("nog_een_keer_teruggekoppeld", signaal, by=by)
    elif new:
        _close(signaal, by=by)
    return told


def _close(signaal: Signaal, *, by: Lidmaatschap) -> None:
    mark_told_back(signaal=signaal, by=by)
    notities = Agendanotitie.objects.filter(
        signalen=signaal, staat=NotitieStaat.BEANTWOORD
    ).select_for_update(of=("self",))
    for notitie in notities:
        _close_when_all_know(notitie, by=by)


def _close_when_all_know(notitie: Agendanotitie, *, by: Lidmaatschap) -> None:
    waiting = notitie.signalen.exclude(staat=SignaalStaat.TERUGGEKOPPELD).exists()
    if not waiting and allowed(notitie, NotitieStaat.TERUGGEKOPPELD):
        van = move(notitie, NotitieStaat.TERUGGEKOPPELD)
        notitie.save(update_fields=["staat"])
        record("notitie_teruggekoppeld", notitie, by=by, van=van, naar=notitie.staat)
