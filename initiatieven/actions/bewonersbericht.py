"""A resident writes back on the status page, and the team reads it."""

import uuid

from django.db import transaction
from django.utils import timezone

from initiatieven.actions.indiener import keep_until
from initiatieven.models import Bewonersbericht, Indiener, Initiatief
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.once import create_once, sent_before
from wijken.actions.bewaren import refuse_reduced
from wijken.models import Lidmaatschap


@transaction.atomic
def write_back(
    *, initiatief: Initiatief, sleutel: uuid.UUID, tekst: str
) -> tuple[Bewonersbericht, bool]:
    """Store what the holder of the secret link wrote; returns it and whether it is new."""
    refuse_reduced(Initiatief.objects.select_for_update(no_key=True).get(pk=initiatief.pk))
    bericht, new = create_once(
        Bewonersbericht,
        by=None,
        organisatie_id=initiatief.organisatie_id,
        sleutel=sleutel,
        fields={"tekst": tekst},
        links={"initiatief": initiatief},
        # Whoever holds the secret link.
        sender="volglink",
    )
    if new:
        # Writing back counts as contact, so the details are kept longer.
        Indiener.objects.filter(initiatief=initiatief).update(
            bewaren_tot=keep_until(timezone.localdate())
        )
        record("bewoner_schreef_terug", bericht, by=None)
    return bericht, new


def written_before(*, initiatief: Initiatief, sleutel: uuid.UUID, tekst: str) -> bool:
    """Tell whether the same form with the same words was stored before."""
    earlier = sent_before(
        Bewonersbericht,
        organisatie_id=initiatief.organisatie_id,
        sleutel=sleutel,
        content={"initiatief": initiatief, "tekst": tekst},
    )
    return earlier is not None


@transaction.atomic
def mark_read(*, initiatief: Initiatief, by: Lidmaatschap, tot: int) -> None:
    """Record that the team read what the resident wrote, up to and including the row `tot`.

    What came in while the page was open stays unread. Doing it twice changes nothing.
    """
    unread = Bewonersbericht.objects.visible_to(by).unread()
    if unread.filter(initiatief=initiatief, pk__lte=tot).update(gelezen_op=timezone.now()):
        record("bewonersbericht_gelezen", initiatief, by=by)
