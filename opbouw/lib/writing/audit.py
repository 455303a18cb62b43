"""Writing the audit trail."""

from collections.abc import Iterable
from typing import Protocol

from django.db import models, transaction

from opbouw.lib.models import AuditRegel


class AnyActor(Protocol):
    """Whoever acts, perhaps on what belongs to no organisation."""

    @property
    def gebruiker_id(self) -> int: ...

    @property
    def organisatie_id(self) -> int | None: ...


class Actor(AnyActor, Protocol):
    """Whoever acts: a membership, which knows its user and its organisation."""

    @property
    def organisatie_id(self) -> int: ...


def record(
    handeling: str,
    obj: models.Model,
    *,
    by: AnyActor | None,
    van: str = "",
    naar: str = "",
    organisatie_id: int | None = None,
) -> AuditRegel:
    """Append one row in the transaction of the action; raises outside a transaction.

    `organisatie_id` says whose row it is where neither the object nor an actor does.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit row belongs in the transaction of its action.")
    return AuditRegel.objects.create(
        handeling=handeling,
        object_soort=obj._meta.label_lower,
        object_id=obj.pk,
        organisatie_id=getattr(obj, "organisatie_id", by.organisatie_id if by else organisatie_id),
        door_id=by.gebruiker_id if by else None,
        van=van,
        naar=naar,
    )


def record_for_each(
    handeling: str,
    obj: models.Model,
    *,
    organisaties: Iterable[int],
    door_id: int | None,
    naar: str = "",
) -> None:
    """Append a row for each of these organisations, or one for none, in one statement.

    For what belongs to no organisation but matters to several, such as an account: each reads its
    own row, and none of them shows that there are others.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit row belongs in the transaction of its action.")
    owners: list[int | None] = [*organisaties] or [None]
    rows = [
        AuditRegel(
            handeling=handeling,
            object_soort=obj._meta.label_lower,
            object_id=obj.pk,
            organisatie_id=organisatie,
            door_id=door_id,
            naar=naar,
        )
        for organisatie in owners
    ]
    AuditRegel.objects.bulk_create(rows)
