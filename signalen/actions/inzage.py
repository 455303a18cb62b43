"""Looking for one person at their request: written down that it was done, never for whom."""

from django.db import transaction

from initiatieven.models import Contactpersoon, Indiener
from opbouw.lib.writing.audit import record
from signalen.queries.inzage import Gezocht, Inzage, find_person
from wijken.models import Lidmaatschap


@transaction.atomic
def look_up_person(*, gezocht: Gezocht, by: Lidmaatschap) -> Inzage:
    """Return where a person may stand, and record the search and each of the details seen."""
    inzage = find_person(by, gezocht)
    record("inzage_gezocht", by, by=by)
    for vondst in inzage.vondsten:
        row = vondst.stuk.row
        if isinstance(row, Indiener):
            record("contactgegevens_bekeken", row.initiatief, by=by)
        elif isinstance(row, Contactpersoon):
            record("contactgegevens_bekeken", row, by=by)
    return inzage
