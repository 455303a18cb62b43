"""Choosing how long an organisation keeps what."""

from collections.abc import Mapping

from django.db import transaction

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import refuse_overtaken
from opbouw.lib.writing.once import fingerprint
from wijken.models import Bewaartermijn, Lidmaatschap, Organisatie
from wijken.queries.bewaren import terms_of


@transaction.atomic
def choose_terms(*, by: Lidmaatschap, jaren: Mapping[str, int], stand: str | None = None) -> bool:
    """Store the years of each subject; returns whether anything changed.

    Raises Overtaken when another beheerder changed them since `stand` was read.
    """
    Organisatie.objects.select_for_update().get(pk=by.organisatie_id)
    now = terms_of(by.organisatie_id)
    changed = {key: years for key, years in jaren.items() if years != now[key]}
    if changed:
        refuse_overtaken(stand=stand, present=fingerprint(now))
    for onderwerp, years in changed.items():
        row, _made = Bewaartermijn.objects.update_or_create(
            organisatie=by.organisatie, onderwerp=onderwerp, defaults={"jaren": years}
        )
        record(
            "bewaartermijn_gekozen",
            row,
            by=by,
            van=f"{onderwerp} {now[onderwerp]}",
            naar=f"{onderwerp} {years}",
        )
    return bool(changed)
