"""Putting a copy back into an empty place: all of it, or nothing."""

import os
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from opbouw.lib.backup.archive import (
    CHUNK,
    LEFT_OUT,
    BackupError,
    Manifest,
    file_name,
    opened,
    read_manifest,
    sha256_of,
    table_name,
)
from opbouw.lib.encrypted import DamagedValue, decrypt

MIGRATIONS = "django_migrations"
# These are filled by `migrate` itself.
FILLED = frozenset({"django_content_type", "auth_permission"})


def restore(path: Path) -> Manifest:
    """Put a copy back as it was, on the migrations that it was made with; returns what it held.

    Raises BackupError, before anything is changed, when the copy is damaged, when its keys are not
    in FIELD_KEYS, when it is of a newer release, or when there is something here already.
    """
    with opened(path) as archive:
        manifest = read_manifest(archive)
        _require_keys(manifest)
        _require_empty(manifest)
        _migrate_as_it_was(manifest)
        _restore_files(archive, manifest)
        _restore_tables(archive, manifest)
    return manifest


def _require_keys(manifest: Manifest) -> None:
    try:
        decrypt(manifest.key_check)
    except DamagedValue as error:
        raise BackupError(
            "De sleutel van deze kopie staat niet in FIELD_KEYS. Zet de sleutels van toen erbij: "
            "zonder hen zijn de contactgegevens niet te lezen."
        ) from error


def _require_empty(manifest: Manifest) -> None:
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for name in sorted(present - LEFT_OUT - FILLED):
            query = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(name))
            cursor.execute(query)
            if cursor.fetchone() == (True,):
                raise BackupError(
                    "Deze database is niet leeg. Terugzetten kan alleen in een nieuwe, lege "
                    "database; wat er nu staat blijft dan bestaan."
                )
    applied = set(MigrationRecorder(connection).applied_migrations())
    known = set(MigrationExecutor(connection).loader.disk_migrations)
    if not known.issuperset(manifest.migrations):
        raise BackupError(
            "Deze kopie is van een nieuwere Opbouw, of van een andere. Zet haar terug met de "
            "versie die haar maakte."
        )
    if applied - set(manifest.migrations):
        raise BackupError(
            "Deze database is al ingericht door een nieuwere Opbouw dan de kopie. Maak een nieuwe, "
            "lege database; deze opdracht richt haar zelf in."
        )
    for name in manifest.files:
        here = Path(settings.MEDIA_ROOT) / name
        if here.exists() and _sum_of(here) != manifest.files[name]:
            raise BackupError(f"In de map met bestanden staat al iets anders onder {name!r}.")


def _migrate_as_it_was(manifest: Manifest) -> None:
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.node_map
    applied = set(manifest.migrations)
    # Only the last of each app: going to an earlier one means going back.
    executor.migrate([one for one in applied if not applied & {c.key for c in nodes[one].children}])


def _restore_files(archive: tarfile.TarFile, manifest: Manifest) -> None:
    """Write the files first: what no row names does no harm, a row without its file does."""
    for name in manifest.files:
        target = Path(settings.MEDIA_ROOT) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        content = archive.extractfile(file_name(name))
        assert content is not None  # noqa: S101 the manifest was compared with the archive
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            while chunk := content.read(CHUNK):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(target)


@transaction.atomic
def _restore_tables(archive: tarfile.TarFile, manifest: Manifest) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        present = set(connection.introspection.table_names(cursor))
        # What is left out of a copy may refer to what is in it, and is as empty as the rest.
        emptied = {*manifest.tables, *(LEFT_OUT & present)} - {MIGRATIONS}
        names = sql.SQL(", ").join(map(sql.Identifier, sorted(emptied)))
        cursor.execute(sql.SQL("TRUNCATE {}").format(names))
        for name, table in manifest.tables.items():
            _fill(cursor, archive, name, table.columns)
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name)))
            if cursor.fetchone() != (table.rows,):
                raise BackupError(f"Tabel {name} kwam niet heel aan.")
        for sequence, last in manifest.sequences.items():
            cursor.execute("SELECT setval(%s::regclass, %s)", [f'"{sequence}"', last])


def _fill(cursor: Any, archive: tarfile.TarFile, name: str, columns: tuple[str, ...]) -> None:
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    content = archive.extractfile(table_name(name))
    assert content is not None  # noqa: S101 the manifest was compared with the archive
    with cursor.copy(command) as copy:
        while chunk := content.read(CHUNK):
            copy.write(chunk)


def _sum_of(path: Path) -> str:
    with path.open("rb") as content:
        return sha256_of(content)
