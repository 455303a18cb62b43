"""Putting away what is no plan at all, without a mail, and taking it back."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatieven.actions.indiener import forget_waiting_mail
from initiatieven.actions.volglink import keep_link
from initiatieven.models import (
    Bewonersbericht,
    Contactpersoon,
    Indiener,
    Initiatief,
    InitiatiefStaat,
)
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.transitions import Refused
from wijken.actions.weghalen import take_words
from wijken.models import Lidmaatschap


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


@transaction.atomic
def wipe_initiatieven(pks: Sequence[int]) -> None:
    """Wipe initiatives that were put away, with details and messages; the numbers stay.

    A double is put away by itself.
    """
    Indiener.objects.filter(initiatief__in=pks).delete()
    Contactpersoon.objects.without_details().filter(initiatief__in=pks).delete()
    _wipe_messages(Bewonersbericht.objects.filter(initiatief__in=pks))
    for initiatief in Initiatief.objects.filter(pk__in=pks).select_for_update().order_by("pk"):
        keep_link(initiatief)
        take_words(initiatief)


@transaction.atomic
def wipe_messages(pks: Sequence[int]) -> None:
    """Wipe messages that were put away by themselves."""
    _wipe_messages(Bewonersbericht.objects.filter(pk__in=pks))


def _wipe_messages(rows: QuerySet[Bewonersbericht]) -> None:
    kept = rows.filter(weggehaald_op__isnull=True)
    for bericht in kept.select_for_update().order_by("pk"):
        take_words(bericht)
