"""Answering a resident; an answer often moves the initiative to its next state."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from initiatieven.actions.bewaren import lock_initiatief
from initiatieven.actions.bewonersbericht import mark_read
from initiatieven.actions.indiener import tell_news
from initiatieven.models import Bericht, Initiatief, InitiatiefStaat
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import refuse_overtaken
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
    stand: str | None = None,
) -> tuple[Bericht, bool]:
    """Put an update on the status page and move to the state `naar`; empty keeps the state.

    Returns the update and whether it is new. The first answer to a new initiative starts the
    conversation, and no step is taken without words: the resident is told of each. It answers what
    the resident wrote back up to and including the row `gelezen_tot`. Raises
    TransitionNotAllowedError for a step that the table does not list, and Overtaken for a step from
    another state than the page showed (`stand`).
    """
    initiatief = lock_initiatief(initiatief)
    if initiatief.weggelegd_op is not None:
        raise Refused(_("Een collega heeft dit intussen weggelegd. Er is niets verstuurd."))
    if not tekst:
        raise Refused(_("Schrijf er een bericht bij: de bewoner wil weten waarom."))
    staat = naar or _after_answer(initiatief)
    bericht, new = create_once(
        Bericht,
        by=by,
        sleutel=sleutel,
        fields={"tekst": tekst},
        links={"initiatief": initiatief},
        sent_along={"naar": naar},
        complete=lambda _key, _afdruk: {"staat": staat},
    )
    if new:
        if naar:
            # The refusal rolls the new row back.
            refuse_overtaken(
                stand=stand, present=initiatief.staat, now=initiatief.get_staat_display()
            )
        _move(initiatief, staat, by=by)
        record("initiatief_bericht", bericht, by=by)
        # Answering means having read what was on the page.
        mark_read(initiatief=initiatief, by=by, tot=gelezen_tot)
        tell_news(initiatief)
    return bericht, new


def _after_answer(initiatief: Initiatief) -> str:
    new = initiatief.staat == InitiatiefStaat.INGEDIEND
    return InitiatiefStaat.IN_GESPREK if new else initiatief.staat


def _move(initiatief: Initiatief, naar: str, *, by: Lidmaatschap) -> None:
    if naar == initiatief.staat:
        return
    van = move(initiatief, naar)
    # Taken up again: its new outcome has to be told back as well.
    initiatief.teruggekoppeld_op = None
    initiatief.save(update_fields=["staat", "teruggekoppeld_op"])
    record("initiatief_staat", initiatief, by=by, van=van, naar=naar)
