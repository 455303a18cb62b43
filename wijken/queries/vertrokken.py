"""Accounts of people who left."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from wijken.models import Gebruiker, Lidmaatschap


def stopped_before(now: datetime) -> datetime:
    """Return the moment before which a membership must have stopped for its term to be over."""
    return now - timedelta(days=Lidmaatschap.GESTOPT_DAGEN)


def left_accounts(before: datetime) -> QuerySet[Gebruiker]:
    """Return the accounts whose memberships all stopped before this moment.

    Never those of the administration, who may have no membership at all.
    """
    own = Lidmaatschap.objects.filter(gebruiker=OuterRef("pk"))
    held = own.filter(Q(actief=True) | Q(gestopt_op__isnull=True) | Q(gestopt_op__gt=before))
    rows = Gebruiker.objects.filter(
        Exists(own), ~Exists(held), leeggemaakt_op__isnull=True, is_staff=False, is_superuser=False
    )
    return rows.order_by("pk")


def kept_elsewhere(leden: Collection[Lidmaatschap]) -> set[int]:
    """Return the accounts of these who stopped that something else than this membership holds.

    No day can be named on which they are emptied, and nobody here can do it.
    """
    accounts = {lid.gebruiker_id: lid.gebruiker for lid in leden}
    others = Lidmaatschap.objects.filter(gebruiker__in=accounts).exclude(
        pk__in=[lid.pk for lid in leden]
    )
    protected = {pk for pk, one in accounts.items() if one.is_staff or one.is_superuser}
    return protected | set(others.values_list("gebruiker_id", flat=True) if accounts else ())


def may_empty(lid: Lidmaatschap) -> bool:
    """Tell whether an account can be emptied now: they stopped here and are nowhere else.

    Elsewhere somebody may still bring them back.
    """
    gebruiker = lid.gebruiker
    elsewhere = Lidmaatschap.objects.filter(gebruiker=gebruiker).exclude(pk=lid.pk)
    protected = gebruiker.is_staff or gebruiker.is_superuser or gebruiker.leeggemaakt_op
    return not lid.actief and not protected and not elsewhere.exists()
