"""Reading the TOML files of the example year; what is wrong in one is refused by file and entry."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import override

from opbouw.voorbeeld.clock import read_when
from opbouw.voorbeeld.tables import PARTS, Table

JAAR = Path(__file__).parent / "jaar"
# What a field takes when it is not a text.
TYPES = (
    (models.BooleanField, bool),
    (models.IntegerField, int),
    (ArrayField, list),
    (models.JSONField, dict),
)
LABELS = ("key", "titel", "naam", "gebruiker", "wat", "tekst", "plek")
T = TypeVar("T")
Entries = defaultdict[str, list["Entry"]]


class EntryError(Exception):
    """A file of the example data is wrong; the message names the file and the entry."""


@dataclass(frozen=True)
class Entry:
    """One table of a TOML file: the row that it becomes."""

    where: str
    # What was written in the file.
    names: frozenset[str]
    # The fields that need no look-up, complete with the model's defaults: ready for an action.
    plain: dict[str, Any] = field(default_factory=dict)
    # References, days, words of its own, and the tables below it.
    rest: dict[str, Any] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.rest or name in self.plain

    def __getitem__(self, name: str) -> Any:
        if name not in self:
            self.refuse(f"has no {name}")
        return self.rest[name] if name in self.rest else self.plain[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a reference, a day or a word of its own, if there is one."""
        return self.rest.get(name, default)

    def parts(self, name: str) -> list[Entry]:
        """Return the tables of this name below this one."""
        return list(self.get(name, []))

    def find(self, name: str, known: Mapping[str, T]) -> T:
        """Return what this field refers to."""
        return self._known(name, self[name], known)

    def find_all(self, name: str, known: Mapping[str, T]) -> list[T]:
        """Return everything that this field refers to; nothing when it is left out."""
        return [self._known(name, key, known) for key in self.get(name, [])]

    def claim(self, name: str, known: Mapping[str, object]) -> str:
        """Return the name by which others will refer to this row, if nobody else has it."""
        if self[name] in known:
            self.refuse(f"{name} “{self[name]}” is that of an earlier entry")
        return str(self[name])

    def refuse(self, sentence: str) -> NoReturn:
        """Stop the building."""
        raise EntryError(f"{self.where}: {sentence}.")

    def _known(self, name: str, key: object, known: Mapping[str, T]) -> T:
        if not isinstance(key, str) or key not in known:
            self.refuse(f"{name} refers to “{key}”, which does not exist")
        return known[key]


def read(jaar: Path, pattern: str, allowed: Mapping[str, Table]) -> Entries:
    """Return the entries of these files, by table and in the order of the files."""
    named = {model._meta.model_name: model for model in apps.get_models()}
    entries: Entries = defaultdict(list)
    for path in sorted(jaar.glob(pattern)):
        file = str(path.relative_to(jaar.parent))
        try:
            content = tomllib.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise EntryError(f"{file} is no TOML: {error}.") from error
        for name, rows in content.items():
            if name not in allowed or not isinstance(rows, list):
                tables = ", ".join(f"[[{name}]]" for name in allowed)
                raise EntryError(f"{file}: {name} is unknown here; a file is made of {tables}.")
            entries[name] += [
                _entry(f"{file}, {name} {number}", named[name], allowed[name], row)
                for number, row in enumerate(rows, 1)
            ]
    return entries


def _entry(where: str, model: type[models.Model], table: Table, row: object) -> Entry:
    if not isinstance(row, dict):
        raise EntryError(f"{where}: must be a table, not {row!r}.")
    label = next((str(row[name]).strip()[:40] for name in LABELS if name in row), "")
    entry = Entry(f"{where} (“{label}”)" if label else where, frozenset(row))
    for name, value in row.items():
        if name in table.words:
            entry.rest[name] = _typed(entry, name, table.words[name], value)
        elif name in table.fields:
            _take(entry, model._meta.get_field(name), value)
        else:
            allowed = ", ".join([*table.fields, *table.words])
            entry.refuse(f"{name} is unknown here; an entry may have {allowed}")
    for name in table.fields:
        left_out: Any = model._meta.get_field(name)
        if name in entry or left_out.is_relation:
            continue
        if not (left_out.blank or left_out.has_default() or name in table.optional):
            entry.refuse(f"has no {name}")
        entry.plain[name] = left_out.get_default()
    return entry


def _take(entry: Entry, field: Any, value: Any) -> None:
    """Put the value of one field in the entry: tables below it, a reference, or what it holds."""
    name: str = field.name
    if field.auto_created:
        where, model = f"{entry.where}, {name}", field.related_model
        rows = [value] if field.one_to_one else value
        if not isinstance(rows, list):
            entry.refuse(f"{name} must be a list of tables, not {value!r}")
        table = PARTS[model._meta.model_name]
        entry.rest[name] = [
            _entry(f"{where} {at}", model, table, row) for at, row in enumerate(rows, 1)
        ]
    elif field.is_relation:
        entry.rest[name] = _typed(entry, name, list if field.many_to_many else str, value)
    else:
        kind = next((kind for of, kind in TYPES if isinstance(field, of)), str)
        entry.plain[name] = value = _typed(entry, name, kind, value)
        if kind is str and field.max_length and len(value) > field.max_length:
            entry.refuse(f"{name} has {len(value)} characters and may have {field.max_length}")
        with override("en"):
            try:
                field.clean(value, None)
            except ValidationError as error:
                entry.refuse(f"{name}: {' '.join(error.messages).rstrip('.')}")


def _typed(entry: Entry, name: str, kind: type[Any] | frozenset[str], value: Any) -> Any:
    if isinstance(kind, frozenset):
        try:
            return read_when(value, kind)
        except ValueError as error:
            entry.refuse(f"{name} {error}")
    if type(value) is not kind:
        entry.refuse(f"{name} must be of type {kind.__name__}, not {value!r}")
    if kind is str:
        # A line ends where it was full; only an empty line begins a paragraph.
        return "\n\n".join(" ".join(part.split("\n")) for part in value.strip().split("\n\n"))
    return value
