"""Making an appointment, and all that becomes of it: kept, moved, handed over, called off."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import correct, refuse_overtaken, stand_of
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.once import create_once
from opbouw.lib.writing.transitions import Refused
from wijken.actions.bewaren import lock_contact
from wijken.models import Afspraak, Contactmoment, Lidmaatschap, Verplaatsing
from wijken.queries.afspraak import may_correct
from wijken.queries.lid import active_members

# What a colleague may have changed since a page was drawn.
STAND = ("wat", "op", "bij")


@transaction.atomic
def make_appointment(
    *,
    by: Lidmaatschap,
    sleutel: uuid.UUID,
    content: Mapping[str, Any],
    contact: Contactmoment | None = None,
) -> tuple[Afspraak, bool]:
    """Store an appointment once; returns it and whether it is new.

    `content` holds what is promised (`wat`), the day (`op`) and, without a contact, the `gebied`.
    """
    own: dict[str, Any] = {"bij": by}
    if contact is not None:
        contact = lock_contact(contact)
        own["gebied"] = contact.gebied
    afspraak, new = create_once(
        Afspraak,
        by=by,
        sleutel=sleutel,
        fields=content,
        links={"contact": contact},
        complete=lambda _sleutel, _afdruk: own,
    )
    if new:
        record("afspraak_gemaakt", afspraak, by=by)
    return afspraak, new


@transaction.atomic
def keep_appointment(*, afspraak: Afspraak, by: Lidmaatschap) -> None:
    """Record that what was promised has been done; doing it twice changes nothing."""
    afspraak = _lock(afspraak)
    if afspraak.vervallen_op is not None:
        raise Refused(_("Deze afspraak is intussen vervallen."))
    if afspraak.gedaan_op is None:
        afspraak.gedaan_op = timezone.now()
        afspraak.save(update_fields=["gedaan_op"])
        record("afspraak_nagekomen", afspraak, by=by)


@transaction.atomic
def move_appointment(
    *,
    afspraak: Afspraak,
    by: Lidmaatschap,
    sleutel: uuid.UUID,
    stand: str | None,
    naar: date,
    want: str,
) -> bool:
    """Move an appointment to another day and keep why; returns whether it was moved now.

    Raises Overtaken when a colleague changed it since the form was drawn.
    """
    afspraak = _lock(afspraak)
    van = afspraak.op
    _verplaatsing, new = create_once(
        Verplaatsing,
        by=by,
        sleutel=sleutel,
        fields={"naar": naar, "want": want},
        links={"afspraak": afspraak},
        complete=lambda _sleutel, _afdruk: {"van": van},
    )
    if new:
        _refuse_ended(afspraak)
        refuse_overtaken(stand=stand, present=stand_of(afspraak, STAND))
        if naar == van:
            raise Refused(_("De afspraak staat al op deze dag. Kies een andere dag."))
        afspraak.op = naar
        afspraak.save(update_fields=["op"])
        record("afspraak_verplaatst", afspraak, by=by)
    return new


@transaction.atomic
def hand_over_appointment(
    *, afspraak: Afspraak, by: Lidmaatschap, stand: str | None, naar: Lidmaatschap
) -> None:
    """Let a colleague keep it, from now on; giving it twice to the same one changes nothing.

    Raises Overtaken when a colleague changed it since the form was drawn.
    """
    afspraak = _lock(afspraak)
    if afspraak.bij_id == naar.pk:
        return
    _refuse_ended(afspraak)
    refuse_overtaken(stand=stand, present=stand_of(afspraak, STAND))
    # Read again: the colleague may have stopped while the page was open.
    if not active_members(by.organisatie).filter(pk=naar.pk).exists():
        raise Refused(_("Deze collega werkt hier niet meer. Kies iemand anders."))
    _give(afspraak, naar=naar, by=by)


def hand_over_appointments(*, van: Lidmaatschap, naar: Lidmaatschap, by: Lidmaatschap) -> None:
    """Let a colleague keep all that this member promised; called in the transaction of stopping."""
    held = Afspraak.objects.visible_to(van).kept_by(van).order_by("pk")
    for afspraak in held.select_for_update(of=("self",)):
        _give(afspraak, naar=naar, by=by)


@transaction.atomic
def call_off_appointment(
    *, afspraak: Afspraak, by: Lidmaatschap, stand: str | None, want: str
) -> None:
    """Record that an appointment will not be kept, and why; twice changes nothing.

    Raises Overtaken when a colleague changed it since the form was drawn.
    """
    afspraak = _lock(afspraak)
    if afspraak.vervallen_op is not None:
        return
    _refuse_ended(afspraak)
    refuse_overtaken(stand=stand, present=stand_of(afspraak, STAND))
    afspraak.vervallen_op, afspraak.vervallen_want = timezone.now(), want
    afspraak.save(update_fields=["vervallen_op", "vervallen_want"])
    record("afspraak_vervallen", afspraak, by=by)


@transaction.atomic
def change_appointment(
    *, afspraak: Afspraak, by: Lidmaatschap, stand: str, content: Mapping[str, Any]
) -> None:
    """Correct what was written down, while it is open.

    Raises Overtaken when a colleague changed it since the form was drawn.
    """
    afspraak = _lock(afspraak)
    _refuse_ended(afspraak)
    if not may_correct(afspraak, by):
        raise Refused(_("Deze afspraak mag jij niet wijzigen."))
    correct(afspraak, by=by, stand=stand, names=STAND, content=content)


def _give(afspraak: Afspraak, *, naar: Lidmaatschap, by: Lidmaatschap) -> None:
    afspraak.bij, afspraak.overgedragen_op = naar, timezone.now()
    afspraak.save(update_fields=["bij", "overgedragen_op"])
    record("afspraak_overgedragen", afspraak, by=by)


def _refuse_ended(afspraak: Afspraak) -> None:
    if afspraak.gedaan_op is not None:
        raise Refused(_("Deze afspraak is intussen nagekomen."))
    if afspraak.vervallen_op is not None:
        raise Refused(_("Deze afspraak is intussen vervallen."))


def _lock(afspraak: Afspraak) -> Afspraak:
    try:
        return lock(afspraak)
    except Afspraak.DoesNotExist:
        raise Refused(_("Deze afspraak is er niet meer.")) from None
