"""Everything that changes a story."""

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
from signalen.actions.verantwoording import forget_told
from signalen.actions.versie import forget_verhaal
from signalen.models import NotitieStaat, NotitieVerhaal, Verhaal
from wijken.actions.bewaren import refuse_reduced
from wijken.models import Lidmaatschap


@transaction.atomic
def record_verhaal(
    *, by: Lidmaatschap, sleutel: uuid.UUID, content: Mapping[str, Any]
) -> tuple[Verhaal, bool]:
    """Store a story with its consent, once; returns it and whether it is new."""
    verhaal, new = create_once(Verhaal, by=by, sleutel=sleutel, fields=content)
    if new:
        record("verhaal_vastgelegd", verhaal, by=by)
    return verhaal, new


@transaction.atomic
def proofread(*, verhaal: Verhaal, by: Lidmaatschap) -> None:
    """Record the second pair of eyes, without which a story does not leave the team."""
    verhaal = lock(verhaal)
    refuse_reduced(verhaal)
    if verhaal.ingetrokken_op is not None:
        raise Refused(_("Dit verhaal is ingetrokken."))
    if verhaal.door_id == by.pk:
        raise Refused(_("Een collega leest je verhaal na; dat kun je niet zelf doen."))
    if verhaal.nagelezen_op is None:
        verhaal.nagelezen_door, verhaal.nagelezen_op = by, timezone.now()
        verhaal.save(update_fields=["nagelezen_door", "nagelezen_op"])
        record("verhaal_nagelezen", verhaal, by=by)


@transaction.atomic
def withdraw(*, verhaal: Verhaal, by: Lidmaatschap) -> None:
    """Wipe a story wherever it was not sent yet; a settled note that holds it is not sent."""
    verhaal = lock(verhaal)
    if verhaal.ingetrokken_op is not None or verhaal.woorden_weg_op is not None:
        return
    forget_verhaal(organisatie_id=verhaal.organisatie_id, tekst=verhaal.tekst, by=by)
    forget_told(organisatie_id=verhaal.organisatie_id, tekst=verhaal.tekst, by=by)
    verhaal.ingetrokken_op = timezone.now()
    # A story is kept until it is withdrawn, and no longer; nor what it could be guessed by.
    verhaal.tekst = verhaal.afdruk = ""
    verhaal.save(update_fields=["ingetrokken_op", "tekst", "afdruk"])
    NotitieVerhaal.objects.filter(verhaal=verhaal, notitie__staat=NotitieStaat.CONCEPT).delete()
    record("verhaal_ingetrokken", verhaal, by=by)
