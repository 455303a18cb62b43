"""Keeping the secret links of initiatives when what made them goes."""

from collections.abc import Callable

from django.conf import settings
from django.db.models import Exists, OuterRef

from initiatieven.models import BewaardeVolglink, Initiatief
from initiatieven.models.initiatief import InitiatiefQuerySet
from initiatieven.queries.volglink import derived, token_of

BATCH = 500


def keep_links(*, progress: Callable[[int], object]) -> int:
    """Keep every link that only an earlier SECRET_KEY can make; return how many nobody can make.

    Safe to break off and to run beside the work: a link is only ever added, never changed.
    """
    lost, after = 0, 0
    while batch := list(_not_kept().filter(pk__gt=after).order_by("pk")[:BATCH]):
        after = batch[-1].pk
        kept, gone = [], 0
        for initiatief in batch:
            if derived(initiatief, [settings.SECRET_KEY]):
                continue
            if token := derived(initiatief, settings.SECRET_KEY_FALLBACKS):
                kept.append(BewaardeVolglink(initiatief=initiatief, token=token))
            else:
                gone += 1
        BewaardeVolglink.objects.bulk_create(kept, ignore_conflicts=True)
        lost += gone
        progress(len(batch))
    return lost


def keep_link(initiatief: Initiatief) -> None:
    """Keep the link of one initiative, of which the row can soon make it no more."""
    if token := token_of(initiatief):
        kept = BewaardeVolglink(initiatief=initiatief, token=token)
        BewaardeVolglink.objects.bulk_create([kept], ignore_conflicts=True)


def _not_kept() -> InitiatiefQuerySet:
    kept = BewaardeVolglink.objects.filter(initiatief=OuterRef("pk"))
    rows: InitiatiefQuerySet = Initiatief.objects.filter(~Exists(kept))
    return rows.only("organisatie_id", "sleutel", "afdruk", "token_hash")
