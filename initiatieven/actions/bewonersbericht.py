"""A resident writes back on the status page, and the team reads it."""

import uuid

from django.db import transaction
from django.utils import timezone

from initiatieven.actions.indiener import keep_until
from initiatieven.models import Bewonersbericht, Indiener, Initiatief
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.once import create_once, fingerprint
from wijken.models import Lidmaatschap


@transaction.atomic
def write_back(
    *, initiatief: Initiatief, sleutel: uuid.UUID, tekst: str
) -> tuple[Bewonersbericht, bool]:
    """Keep what whoever holds the secret link wrote; returns it and whether it is new."""

    def make(key: uuid.UUID, afdruk: str, dubbel_van: Bewonersbericht | None) -> Bewonersbericht:
        bericht = Bewonersbericht.objects.create(
            initiatief=initiatief,
            organisatie_id=initiatief.organisatie_id,
            sleutel=key,
            afdruk=afdruk,
            dubbel_van=dubbel_van,
            tekst=tekst,
        )
        # Who wrote yesterday is not forgotten tomorrow.
        Indiener.objects.filter(initiatief=initiatief).update(
            bewaren_tot=keep_until(timezone.localdate())
        )
        record("bewoner_schreef_terug", bericht, by=None)
        return bericht

    return create_once(
        Bewonersbericht,
        organisatie_id=initiatief.organisatie_id,
        sleutel=sleutel,
        content=_content(initiatief, tekst),
        make=make,
    )


def written_before(*, initiatief: Initiatief, sleutel: uuid.UUID, tekst: str) -> bool:
    """Tell whether an earlier sending of the same form with the same words is kept already."""
    afdruk = fingerprint(_content(initiatief, tekst))
    rows = Bewonersbericht.objects.filter(
        organisatie_id=initiatief.organisatie_id,
        sleutel__in=[sleutel, uuid.uuid5(sleutel, afdruk)],
        afdruk=afdruk,
    )
    return rows.exists()


@transaction.atomic
def mark_read(*, initiatief: Initiatief, by: Lidmaatschap, tot: int) -> None:
    """Record that the team read what the resident wrote, up to and with the row `tot`.

    What came in while the page stood open stays unread. Doing it twice changes nothing.
    """
    unread = Bewonersbericht.objects.filter(
        initiatief=initiatief, organisatie_id=by.organisatie_id, pk__lte=tot
    ).unread()
    if unread.update(gelezen_op=timezone.now()):
        record("bewonersbericht_gelezen", initiatief, by=by)


def _content(initiatief: Initiatief, tekst: str) -> dict[str, object]:
    return {"initiatief": initiatief.pk, "tekst": tekst}
