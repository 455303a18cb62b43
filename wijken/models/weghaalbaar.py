"""Rows whose words can be taken out at somebody's request, while the row itself stays."""

from typing import ClassVar

from django.db import models

from opbouw.lib.models import SentOnce

# Rows that still have all their words: only those are searched.
WITH_WORDS = models.Q(weggehaald_op__isnull=True, woorden_weg_op__isnull=True)


class Weghaalbaar(SentOnce):
    """Holds words of people; what rests on the row goes on without them."""

    # Where a page needs words, a sentence takes their place; the other texts become empty.
    vervangen: ClassVar[tuple[str, ...]]
    geleegd: ClassVar[tuple[str, ...]] = ()

    weggehaald_op = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(SentOnce.Meta):
        abstract = True
