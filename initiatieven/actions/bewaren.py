"""Taking the words of residents away: for the terms, and for whoever asks for it."""

import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatieven.models import (
    Bericht,
    BewaardeVolglink,
    Bewonersbericht,
    Contactpersoon,
    Indiener,
    Initiatief,
    InitiatiefTerugkoppeling,
)
from opbouw.lib.writing.locking import lock
from wijken.actions.bewaren import blank, first_of_month, neutral_title, refuse_reduced


@transaction.atomic
def reduce_initiatieven(pks: Sequence[int]) -> None:
    """Reduce plans to theme, area, line, outcome and month; their messages and details go.

    The secret link stops working: there is nothing left to read behind it.
    """
    rows = Initiatief.objects.filter(pk__in=pks).select_for_update(of=("self",)).order_by("pk")
    for initiatief in rows.only("pk", "ingediend_op"):
        blank(
            Initiatief.objects.filter(pk=initiatief.pk),
            *("plan", "nodig", "plek", "lijn_waarom"),
            titel=neutral_title(_("Initiatief"), initiatief.ingediend_op),
            begeleider=None,
            token_hash=secrets.token_hex(32),
            ingediend_op=first_of_month(initiatief.ingediend_op),
            woorden_weg_op=timezone.now(),
        )
    for model in (Indiener, Bericht, Bewonersbericht, BewaardeVolglink):
        model._default_manager.filter(initiatief__in=pks).delete()
    Contactpersoon.objects.without_details().filter(initiatief__in=pks).delete()
    told = InitiatiefTerugkoppeling.objects.filter(initiatief__in=pks)
    blank(told, "kring", "waar", "tekst", door=None)


def lock_initiatief(initiatief: Initiatief) -> Initiatief:
    """Read it again with its organisation and hold it; raises Refused when its words have gone."""
    initiatief = lock(initiatief, "organisatie")
    refuse_reduced(initiatief)
    return initiatief


def delete_details(pks: Sequence[int]) -> None:
    """Remove contact details, damaged ones too; the plan itself stays."""
    Indiener.objects.filter(pk__in=pks).delete()
