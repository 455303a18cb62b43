"""Putting away what is no plan at all, without a mail, and taking it back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatieven.actions.indiener import forget_details, forget_waiting_mail
from initiatieven.actions.volglink import keep_link
from initiatieven.models import Bewonersbericht, Initiatief, InitiatiefStaat
from initiatieven.queries.weggelegd import KEPT_DAYS
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.transitions import Refused
from wijken.actions.weghalen import empty_row
from wijken.models import Lidmaatschap

BATCH = 200


@transaction.atomic
def put_away(*, initiatief: Initiatief, by: Lidmaatschap) -> None:
    """Put away a new initiative: it leaves every list, and no mail goes to its address."""
    initiatief = lock(initiatief)
    if initiatief.weggelegd_op is not None:
        return
    if initiatief.staat != InitiatiefStaat.INGEDIEND:
        raise Refused(_("Hier is al op geantwoord. Wil je stoppen, zeg dat dan in je antwoord."))
    initiatief.weggelegd_op = timezone.now()
    initiatief.save(update_fields=["weggelegd_op"])
    forget_waiting_mail(initiatief)
    record("initiatief_weggelegd", initiatief, by=by)


@transaction.atomic
def recover(*, initiatief: Initiatief, by: Lidmaatschap) -> None:
    """Take an initiative back into the lists, where it waits for an answer as before."""
    initiatief = lock(initiatief)
    if initiatief.weggelegd_op is None:
        return
    if initiatief.weggehaald_op is not None:
        raise Refused(_("Dit is intussen gewist."))
    initiatief.weggelegd_op = None
    initiatief.save(update_fields=["weggelegd_op"])
    record("initiatief_teruggelegd", initiatief, by=by)


@transaction.atomic
def put_message_away(*, bericht: Bewonersbericht, by: Lidmaatschap) -> None:
    """Put away what somebody wrote on the status page; doing it twice changes nothing."""
    bericht = lock(bericht)
    if bericht.weggelegd_op is None:
        bericht.weggelegd_op = timezone.now()
        bericht.save(update_fields=["weggelegd_op"])
        record("bewonersbericht_weggelegd", bericht, by=by)


@transaction.atomic
def recover_message(*, bericht: Bewonersbericht, by: Lidmaatschap) -> None:
    """Take a message back to the status page; doing it twice changes nothing."""
    bericht = lock(bericht)
    if bericht.weggehaald_op is not None:
        raise Refused(_("Dit is intussen gewist."))
    if bericht.weggelegd_op is not None:
        bericht.weggelegd_op = None
        bericht.save(update_fields=["weggelegd_op"])
        record("bewonersbericht_teruggelegd", bericht, by=by)


def wipe_put_away(*, now: datetime) -> int:
    """Wipe what was put away a month ago or longer, and count it; the numbers stay."""
    before = now - timedelta(days=KEPT_DAYS)
    total = 0
    while wiped := _wipe_batch(before):
        total += wiped
    return total


@transaction.atomic
def _wipe_batch(before: datetime) -> int:
    plans = Initiatief.objects.put_away().filter(weggelegd_op__lt=before)
    letters = Bewonersbericht.objects.put_away().filter(weggelegd_op__lt=before)
    done = 0
    held = plans.order_by("pk").select_for_update(of=("self",), skip_locked=True)
    for initiatief in held[:BATCH]:
        forget_details(initiatief=initiatief, by=None)
        for bericht in initiatief.bewonersberichten.order_by("pk"):
            _wipe(bericht)
        keep_link(initiatief)
        _wipe(initiatief)
        done += 1
    for bericht in letters.order_by("pk").select_for_update(of=("self",), skip_locked=True)[:BATCH]:
        _wipe(bericht)
        done += 1
    return done


def _wipe(row: Initiatief | Bewonersbericht) -> None:
    # Its double was not put away, or is put away by itself.
    empty_row(row, by=None, handeling="weggelegd_gewist", doubles=False)
