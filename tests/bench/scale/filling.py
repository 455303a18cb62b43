"""Ways to put very many valid rows into the tables: inside the database, or by COPY.

Columns that a statement does not name get the default of their model, so a new column with a
default needs nothing here.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

KEYS_AND_INDEXES = """
SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid), 'constraint'
FROM pg_constraint c WHERE c.conrelid::regclass::text = ANY(%(tables)s) AND c.contype IN ('f', 'u')
UNION ALL
SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid),
    'index'
FROM pg_index i WHERE i.indrelid::regclass::text = ANY(%(tables)s)
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""


def execute(statement: str, values: Mapping[str, Any] | None = None) -> int:
    """Run one statement; return how many rows it made."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def insert(
    model: type[models.Model],
    columns: Mapping[str, str],
    source: str,
    values: Mapping[str, Any] | None = None,
) -> int:
    """Insert what the source selects; each column is an expression over it."""
    given = dict(values or {})
    expressions = dict(columns)
    for column, default in _defaults(model, set(columns)).items():
        if isinstance(default, uuid.UUID):
            expressions[column] = "gen_random_uuid()"
        elif isinstance(default, datetime):
            expressions[column] = "now()"
        else:
            given[f"default_{column}"] = default
            expressions[column] = f"%(default_{column})s"
    names = ", ".join(f'"{name}"' for name in expressions)
    picked = ", ".join(expressions.values())
    into = f"INSERT INTO {model._meta.db_table} ({names})"
    return execute(f"{into} SELECT {picked} FROM {source}", given)  # noqa: S608 our own words


def copy_in(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Send rows that only Python can make, such as encrypted ones, as one stream."""
    fields = {field.column: field for field in model._meta.local_concrete_fields}
    more = _defaults(model, set(columns))
    names = sql.SQL(", ").join(sql.Identifier(name) for name in [*columns, *more])
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(model._meta.db_table), names)
    ready = [fields[name].get_db_prep_save for name in columns]
    with connection.cursor() as cursor, cursor.copy(into) as stream:
        for row in rows:
            own = [prepare(value, connection) for prepare, value in zip(ready, row, strict=True)]
            stream.write_row([*own, *more.values()])


@contextmanager
def without_indexes(chosen: Sequence[type[models.Model]]) -> Iterator[None]:
    """Take keys and indexes off these tables while they are filled, and build them at the end.

    Building once is faster than adding to them row by row, and proves every row: a key of another
    table that points nowhere, or two rows that may be there once, ends the run.
    """
    tables = [model._meta.db_table for model in chosen]
    with connection.cursor() as cursor:
        cursor.execute(KEYS_AND_INDEXES, {"tables": tables})
        found = cursor.fetchall()
        for table, name, _, kind in found:
            if kind == "index":
                cursor.execute(f'DROP INDEX "{name}"')
            else:
                cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    yield
    for table in tables:
        execute(f"ANALYZE {table}")
    # Indexes and unique constraints first: keys of other tables are checked through them.
    for table, name, definition, kind in sorted(found, key=lambda row: "FOREIGN" in row[2]):
        add = f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}'
        execute(definition if kind == "index" else add)


def settle() -> None:
    """Let the numbering go on behind the highest row, and show the planner what there is."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            key = model._meta.pk
            if isinstance(key, models.AutoField):
                table = model._meta.db_table
                numbers = f"pg_get_serial_sequence('{table}', '{key.column}')"
                last = f"greatest(max({key.column}), 1), max({key.column}) IS NOT NULL"
                cursor.execute(f"SELECT setval({numbers}, {last}) FROM {table}")  # noqa: S608 ours
        cursor.execute("VACUUM ANALYZE")


def _defaults(model: type[models.Model], given: set[str]) -> dict[str, Any]:
    """Return what goes into the columns that must have a value and got none."""
    found = {}
    for field in model._meta.local_concrete_fields:
        if field.column in given or field.null or field.primary_key:
            continue
        value = field.get_default() if field.has_default() else ""
        # The two that each row makes anew are kept as they are, to be recognised.
        kept = isinstance(value, uuid.UUID | datetime)
        found[field.column] = value if kept else field.get_db_prep_save(value, connection)
    return {name: _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value
