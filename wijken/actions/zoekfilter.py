"""Keeping a search, and letting go of it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from opbouw.lib.writing.audit import record
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.once import create_once, sent_before
from opbouw.lib.writing.transitions import Refused
from wijken.models import Lidmaatschap, Zoekfilter
from wijken.queries.zoeken import own_filters


@transaction.atomic
def keep_search(
    *, by: Lidmaatschap, sleutel: uuid.UUID, content: Mapping[str, Any]
) -> tuple[Zoekfilter, bool]:
    """Store a search under a name once; returns it and whether it is new.

    Raises Refused when the member has as many as there can be.
    """
    # Two at the same moment count each other.
    lock(by)
    if own_filters(by).count() >= Zoekfilter.MEESTE:
        there = sent_before(
            Zoekfilter, organisatie_id=by.organisatie_id, sleutel=sleutel, content=content
        )
        if there is not None:
            return there, False
        raise Refused(
            _("Je hebt al %(number)d zoekvragen bewaard. Haal er eerst een weg.")
            % {"number": Zoekfilter.MEESTE}
        )
    kept, new = create_once(Zoekfilter, by=by, sleutel=sleutel, fields=content)
    if new:
        record("zoekfilter_bewaard", kept, by=by)
    return kept, new


@transaction.atomic
def drop_search(*, zoekfilter: Zoekfilter, by: Lidmaatschap) -> None:
    """Remove a search of one's own; the same twice removes nothing."""
    gone, _rows = own_filters(by).filter(pk=zoekfilter.pk).delete()
    if gone:
        record("zoekfilter_verwijderd", zoekfilter, by=by)


def drop_searches_of(lid: Lidmaatschap) -> None:
    """Remove what a member who leaves kept; the action that calls this has the audit row."""
    Zoekfilter.objects.filter(door=lid).delete()
