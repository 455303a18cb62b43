"""Creating a row once, however often the form is sent."""

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from opbouw.lib.models import SentOnce

M = TypeVar("M", bound=SentOnce)


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return a SHA-256 over the content of a form; equal content, equal print."""
    plain = {key: _plain(value) for key, value in content.items()}
    text = json.dumps(plain, sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def create_once(
    model: type[M],
    *,
    organisatie_id: int,
    sleutel: uuid.UUID,
    content: Mapping[str, Any],
    make: Callable[[uuid.UUID, str, M | None], M],
) -> tuple[M, bool]:
    """Return the row for this key and whether it is new.

    The same key with the same content returns the first row. With different content a second row
    is made under a new key, which points at the first in `dubbel_van`: nothing is lost.
    `make(sleutel, afdruk, dubbel_van)` creates the row and runs at most twice.
    """
    afdruk = fingerprint(content)

    def once(key: uuid.UUID, dubbel_van: M | None) -> tuple[M, bool]:
        existing = _find(model, organisatie_id, key)
        if existing is not None:
            return existing, False
        try:
            with transaction.atomic():
                return make(key, afdruk, dubbel_van), True
        except IntegrityError:
            # Somebody else was first, a moment ago.
            existing = _find(model, organisatie_id, key)
            if existing is None:
                raise
            return existing, False

    first, new = once(sleutel, None)
    if new or first.afdruk == afdruk:
        return first, new
    # The second sending of the different content must find its own row again.
    return once(uuid.uuid5(sleutel, afdruk), first)


def _find(model: type[M], organisatie_id: int, sleutel: uuid.UUID) -> M | None:
    rows = model._default_manager.filter(organisatie_id=organisatie_id, sleutel=sleutel)
    return rows.first()


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (list, tuple, models.QuerySet)):
        return [_plain(item) for item in value]
    return value
