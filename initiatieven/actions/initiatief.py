"""Bringing in an initiative, and which member accompanies it."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatieven.actions.bewaren import lock_initiatief
from initiatieven.actions.indiener import Bereikbaar, keep_details, tell_received
from initiatieven.models import Initiatief, InitiatiefStaat
from initiatieven.queries.initiatief import HANDED_OVER, accompanied_by
from initiatieven.queries.volglink import derive_token, hash_token
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import refuse_overtaken, stand_of
from opbouw.lib.writing.once import create_once, sent_before
from opbouw.lib.writing.reference import next_reference
from opbouw.lib.writing.transitions import Refused
from wijken.models import Contactmoment, Lidmaatschap, Lijn, Organisatie

# The fields of the form of lines, which a colleague may have changed meanwhile.
LINES = ("lijnen", "lijn_waarom", "thema")


@transaction.atomic
def bring_in(
    *,
    organisatie: Organisatie,
    by: Lidmaatschap | None,
    sleutel: uuid.UUID,
    content: Mapping[str, Any],
    bereikbaar: Bereikbaar,
    contact: Contactmoment | None = None,
    sender: str = "",
) -> tuple[Initiatief, bool]:
    """Store a resident's plan once; returns it and whether it is new.

    `content` holds the fields of the initiative as the form cleaned them. A worker (`by`) who
    writes down what was told on the street is already talking with the resident.
    """
    staat = InitiatiefStaat.IN_GESPREK if by else InitiatiefStaat.INGEDIEND

    def complete(key: uuid.UUID, afdruk: str) -> dict[str, Any]:
        prefix = f"I{timezone.localdate().year}-"
        return {
            "kenmerk": next_reference(organisatie_id=organisatie.pk, prefix=prefix, digits=4),
            "token_hash": hash_token(derive_token(organisatie.pk, str(key), afdruk)),
            "staat": staat,
            "begeleider": by,
        }

    initiatief, new = create_once(
        Initiatief,
        by=by,
        organisatie_id=organisatie.pk,
        sleutel=sleutel,
        fields=content,
        links={"contact": contact},
        sent_along={"bereikbaar": bereikbaar.fingerprint},
        complete=complete,
        sender=sender,
    )
    if new:
        if keep_details(initiatief, bereikbaar) is not None:
            tell_received(initiatief)
        record("initiatief_ingebracht", initiatief, by=by, naar=staat)
    return initiatief, new


@transaction.atomic
def bring_in_proven(
    *,
    organisatie: Organisatie,
    sleutel: uuid.UUID,
    content: Mapping[str, Any],
    bereikbaar: Bereikbaar,
    prove: Callable[[], bool],
    sender: str = "",
) -> Initiatief | None:
    """Store a plan sent without an account if `prove` returns True; None when it does not.

    The proof is used up in this same transaction. Of two sendings at one moment the second waits
    there for the first, and then finds its result instead of a refusal.
    """
    if not prove():
        return brought_in_before(
            organisatie=organisatie, sleutel=sleutel, content=content, bereikbaar=bereikbaar
        )
    initiatief, _new = bring_in(
        organisatie=organisatie,
        by=None,
        sleutel=sleutel,
        content=content,
        bereikbaar=bereikbaar,
        sender=sender,
    )
    return initiatief


def brought_in_before(
    *,
    organisatie: Organisatie,
    sleutel: uuid.UUID,
    content: Mapping[str, Any],
    bereikbaar: Bereikbaar,
) -> Initiatief | None:
    """Return what an earlier sending of the same public form with the same content made."""
    return sent_before(
        Initiatief,
        organisatie_id=organisatie.pk,
        sleutel=sleutel,
        content={**content, "contact": None, "bereikbaar": bereikbaar.fingerprint},
    )


@transaction.atomic
def accompany(*, initiatief: Initiatief, by: Lidmaatschap, gezien: int | None = None) -> None:
    """Make this member its companion; doing it twice changes nothing.

    `gezien` is the companion that the page showed: nobody takes it over from another unseen.
    """
    initiatief = lock_initiatief(initiatief)
    if initiatief.begeleider_id != by.pk:
        if initiatief.begeleider is not None and initiatief.begeleider_id != gezien:
            said = _(
                "%(naam)s loopt intussen al mee. Wil jij het overnemen? Klik dan nog een keer."
            )
            raise Refused(said % {"naam": initiatief.begeleider.gebruiker.naam})
        initiatief.begeleider = by
        initiatief.save(update_fields=["begeleider"])
        record("initiatief_begeleider", initiatief, by=by)


def hand_over_initiatieven(*, van: Lidmaatschap, naar: Lidmaatschap, by: Lidmaatschap) -> None:
    """Make a colleague the companion of all this member's; in the transaction of stopping."""
    held = Initiatief.objects.filter(pk__in=accompanied_by(van).order_by().values("pk"))
    for initiatief in held.select_for_update(of=("self",)).order_by("pk"):
        initiatief.begeleider = naar
        initiatief.save(update_fields=["begeleider"])
        record(HANDED_OVER, initiatief, by=by)


@transaction.atomic
def place_on_lines(
    *,
    initiatief: Initiatief,
    by: Lidmaatschap,
    lijnen: Sequence[str],
    lijn_waarom: str,
    thema: str,
    stand: str | None = None,
) -> None:
    """Record along which lines it runs and why, and what it is about.

    Raises Overtaken when a colleague changed that since `stand` was read.
    """
    initiatief = lock_initiatief(initiatief)
    new = (list(lijnen), lijn_waarom, thema)
    if (initiatief.lijnen, initiatief.lijn_waarom, initiatief.thema) != new:
        refuse_overtaken(
            stand=stand, present=stand_of(initiatief, LINES), now=_lines_of(initiatief)
        )
        initiatief.lijnen, initiatief.lijn_waarom, initiatief.thema = new
        initiatief.save(update_fields=["lijnen", "lijn_waarom", "thema"])
        record("initiatief_lijnen", initiatief, by=by)


def _lines_of(initiatief: Initiatief) -> str:
    lines = ", ".join(str(Lijn(lijn).label) for lijn in initiatief.lijnen)
    words = (lines, initiatief.lijn_waarom, initiatief.get_thema_display())
    return " · ".join(one.rstrip(".") for one in words if one)
