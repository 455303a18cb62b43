"""Writing everything that is encrypted again with the newest key, beside the work that goes on.

The tables are found by their columns: a new encrypted field cannot be forgotten.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Cast

from opbouw.lib.encrypted import (
    DamagedValue,
    EncryptedTextField,
    LookupHashField,
    decrypt,
    encrypt,
    is_newest,
    lookup_hash,
)
from opbouw.lib.sealing import STARTS

BATCH = 200


@dataclass(frozen=True)
class Table:
    """A model with encrypted columns; `json` names those that hold ciphertexts within JSON."""

    model: type[models.Model]
    json: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name to show."""
        return self.model._meta.label

    @property
    def texts(self) -> list[str]:
        """The encrypted columns."""
        fields = self.model._meta.concrete_fields
        return [field.name for field in fields if isinstance(field, EncryptedTextField)]

    @property
    def hashes(self) -> dict[str, str]:
        """The columns to look up by, and the encrypted one that each is made of."""
        fields = self.model._meta.concrete_fields
        return {field.name: field.of for field in fields if isinstance(field, LookupHashField)}

    def rows(self) -> models.QuerySet[Any, dict[str, Any]]:
        """Return all rows by key, as dictionaries with `raw_NAME` as it is stored."""
        raw: dict[str, Any] = {
            f"raw_{name}": Cast(name, models.TextField()) for name in self.texts
        } | {f"raw_{name}": F(name) for name in (*self.hashes, *self.json)}
        # No manager of the model's own: it could leave rows out.
        stored: models.QuerySet[Any] = models.QuerySet(self.model)
        rows: models.QuerySet[Any, dict[str, Any]] = stored.annotate(**raw).values("pk", *raw)
        return rows.order_by("pk")


@dataclass
class Left:
    """What a look over a table found that is not under the newest key."""

    old: int = 0
    damaged: int = 0


def tables(json: Iterable[Table] = ()) -> list[Table]:
    """Return every table with something encrypted in it; `json` adds what no column type shows."""
    found = [Table(model) for model in apps.get_models()]
    return [*(table for table in found if table.texts or table.hashes), *json]


def rotate(table: Table, *, progress: Callable[[int], object], size: int = BATCH) -> None:
    """Encrypt a table again with the newest key; `progress` is told the rows of each batch.

    A batch is locked while it is read and written, so that nothing written meanwhile is lost; what
    is under the newest key already is left alone, so that a second run goes on where one broke off.
    A damaged value stays as it is.
    """
    after = None
    while True:
        count, after = _rotate_batch(table, after, size)
        progress(count)
        if count < size:
            return


@transaction.atomic
def _rotate_batch(table: Table, after: Any, size: int) -> tuple[int, Any]:
    rows = table.rows().select_for_update()
    batch = list((rows if after is None else rows.filter(pk__gt=after))[:size])
    for row in batch:
        try:
            renewed = _renewed(table, row)
        except DamagedValue:
            continue
        if renewed:
            models.QuerySet(table.model).filter(pk=row["pk"]).update(**renewed)
    return len(batch), batch[-1]["pk"] if batch else None


def left_behind(table: Table) -> Left:
    """Count the rows that need an older key, and those that no key can read."""
    left = Left()
    for row in table.rows().iterator(chunk_size=BATCH):
        try:
            left.old += bool(_renewed(table, row))
        except DamagedValue:
            left.damaged += 1
    return left


def _renewed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """Return the columns to write; raises DamagedValue."""
    renewed: dict[str, Any] = {
        name: decrypt(row[f"raw_{name}"])
        for name in table.texts
        if row[f"raw_{name}"] is not None and not is_newest(row[f"raw_{name}"])
    }
    for name in table.json:
        if not all(is_newest(token) for token in _tokens(row[f"raw_{name}"])):
            renewed[name] = _again(row[f"raw_{name}"])
    for name, source in table.hashes.items():
        stored, token = row[f"raw_{name}"], row[f"raw_{source}"]
        if stored and token is not None and stored != (newest := lookup_hash(decrypt(token))):
            renewed[name] = newest
    return renewed


def _tokens(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _tokens(part)
    elif isinstance(value, list):
        for part in value:
            yield from _tokens(part)
    elif isinstance(value, str) and value.startswith(STARTS):
        yield value


def _again(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _again(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_again(part) for part in value]
    if isinstance(value, str) and value.startswith(STARTS):
        return encrypt(decrypt(value))
    return value
