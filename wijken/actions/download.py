"""Who took a list out of Opbouw, in the audit trail: which, how filtered and how much of it."""

from django.db import transaction
from django.utils.translation import ngettext

from opbouw.lib.models import AuditRegel
from opbouw.lib.writing.audit import record
from wijken.models import Lidmaatschap

MOST = AuditRegel._meta.get_field("naar").max_length


@transaction.atomic
def begin_download(*, by: Lidmaatschap, handeling: str, filter_in_words: str) -> None:
    """Record that a list is taken out, before the first of it leaves."""
    record(handeling, by.organisatie, by=by, naar=filter_in_words[:MOST])


@transaction.atomic
def count_download(*, by: Lidmaatschap, aantal: int) -> None:
    """Record how many rows went out, also when whoever asked went away half-way."""
    rijen = ngettext("%(aantal)d rij", "%(aantal)d rijen", aantal) % {"aantal": aantal}
    record("download_geteld", by.organisatie, by=by, naar=rijen)
