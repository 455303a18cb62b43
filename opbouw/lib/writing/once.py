"""Creating a row once, however often the form is sent."""

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from opbouw.lib.models import SentOnce
from opbouw.lib.writing.audit import Actor
from opbouw.lib.writing.locking import hold_name

M = TypeVar("M", bound=SentOnce)
Fields = Mapping[str, Any]
Completion = Callable[[uuid.UUID, str], Fields]


@transaction.atomic(savepoint=False)
def create_once(
    model: type[M],
    *,
    by: Actor | None,
    sleutel: uuid.UUID,
    fields: Fields,
    links: Mapping[str, models.Model | None] | None = None,
    sent_along: Fields | None = None,
    complete: Completion | None = None,
    organisatie_id: int | None = None,
) -> tuple[M, bool]:
    """Return the row for this key and whether it is new.

    The row holds `fields` (what somebody sent), `links` (what it hangs on) and, where the model
    has that column, `door`. The same key with the same content returns the first row. With
    different content a second row is made under a new key, which points at the first in
    `dubbel_van` when both hang on the same: nothing is lost. A row whose words were taken out
    answers to its key alone, so that no second sending brings them back. `sent_along` is content
    that is compared and not stored. `complete(sleutel, afdruk)` gives what only a new row needs,
    such as its number. The row is the organisation's of whoever acts (`by`); without an actor
    `organisatie_id` says whose.
    """
    owner = _owner(by, organisatie_id)
    row = {**fields, **(links or {})}
    afdruk = fingerprint({**row, **(sent_along or {})})
    if by is not None and _has(model, "door"):
        row["door"] = by

    def once(key: uuid.UUID, first: M | None) -> tuple[M, bool]:
        hold_name(f"{model._meta.db_table}:{owner}:{key}")
        existing = _find(model, owner, key)
        if existing is not None:
            return existing, False
        stamp = {"sleutel": key, "afdruk": afdruk, "dubbel_van": first}
        own = {**row, **(complete(key, afdruk) if complete else {})}
        return model._default_manager.create(organisatie_id=owner, **stamp, **own), True

    first, new = once(sleutel, None)
    if new or first.afdruk in {afdruk, ""}:
        return first, new
    # The second sending of the different content must find its own row again.
    same = all(getattr(first, name) == link for name, link in (links or {}).items())
    return once(_second_key(sleutel, afdruk), first if same else None)


def sent_before(
    model: type[M], *, organisatie_id: int, sleutel: uuid.UUID, content: Fields
) -> M | None:
    """Return what an earlier sending of the same form with the same content made.

    `content` is all that `create_once` compares: fields, links and what was sent along.
    """
    afdruk = fingerprint(content)
    keys = [sleutel, _second_key(sleutel, afdruk)]
    rows = model._default_manager.filter(organisatie_id=organisatie_id, afdruk__in=[afdruk, ""])
    return rows.filter(sleutel__in=keys).first()


def fingerprint(content: Fields) -> str:
    """Return a SHA-256 over the content of a form: equal content, equal fingerprint."""
    plain = {key: _plain(value) for key, value in content.items()}
    text = json.dumps(plain, sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _owner(by: Actor | None, organisatie_id: int | None) -> int:
    if organisatie_id is not None:
        return organisatie_id
    if by is None:
        raise TypeError("create_once needs an actor or an organisatie_id.")
    return by.organisatie_id


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _find(model: type[M], organisatie_id: int, sleutel: uuid.UUID) -> M | None:
    rows = model._default_manager.filter(organisatie_id=organisatie_id, sleutel=sleutel)
    return rows.first()


def _second_key(sleutel: uuid.UUID, afdruk: str) -> uuid.UUID:
    return uuid.uuid5(sleutel, afdruk)


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (list, tuple, models.QuerySet)):
        return [_plain(item) for item in value]
    return value
