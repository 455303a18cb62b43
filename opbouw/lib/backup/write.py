"""Making a copy: one moment of the database, and the files that are there after it."""

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from psycopg import sql

from opbouw.lib.backup.archive import (
    CHUNK,
    FORMAT,
    KEY_CHECK,
    LEFT_OUT,
    MANIFEST,
    Manifest,
    Table,
    file_name,
    sha256_of,
    table_name,
)
from opbouw.lib.encrypted import encrypt

IN_MEMORY = 16 * CHUNK
Progress = Callable[[str], None]


@contextmanager
def private_file(path: Path) -> Iterator[IO[bytes]]:
    """Write a file that only we can read, whole or not at all; never over another one."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    finally:
        Path(draft).unlink(missing_ok=True)


def write_backup(target: IO[bytes], progress: Progress = lambda _name: None) -> Manifest:
    """Write a copy to an open file and return what it holds.

    The tables are read in one snapshot while everybody goes on working. A file is there before
    its row says so and is never written again, so copying the files after the tables leaves none
    out; one that is removed meanwhile was meant to go.
    """
    with tarfile.open(fileobj=target, mode="w|gz") as archive, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            tables = {}
            for name in sorted(set(connection.introspection.table_names(cursor)) - LEFT_OUT):
                progress(name)
                tables[name] = _copy_table(cursor, name, archive)
            sequences = _sequences(cursor)
        applied = MigrationRecorder(connection).applied_migrations()
        progress("media")
        manifest = Manifest(
            format=FORMAT,
            made=timezone.now().isoformat(timespec="seconds"),
            migrations=tuple(sorted(applied)),
            tables=tables,
            sequences=sequences,
            files=_copy_files(Path(settings.MEDIA_ROOT), archive),
            key_check=encrypt(KEY_CHECK),
        )
        text = msgspec.json.format(msgspec.json.encode(manifest))
        _add(archive, MANIFEST, io.BytesIO(text), len(text))
    return manifest


def _copy_table(cursor: Any, name: str, archive: tarfile.TarFile) -> Table:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [name],
    )
    columns = tuple(column for (column,) in cursor.fetchall())
    command = sql.SQL("COPY {} ({}) TO STDOUT").format(
        sql.Identifier(name), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    digest = hashlib.sha256()
    # A tar says how long a part is before the part itself.
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as spool:
        with cursor.copy(command) as copy:
            for block in copy:
                digest.update(block)
                spool.write(block)
        size = spool.tell()
        spool.seek(0)
        _add(archive, table_name(name), spool, size)
    return Table(columns, cursor.rowcount, digest.hexdigest())


def _sequences(cursor: Any) -> dict[str, int]:
    cursor.execute(
        "SELECT sequencename, last_value FROM pg_sequences"
        " WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY 1"
    )
    return dict(cursor.fetchall())


def _copy_files(media: Path, archive: tarfile.TarFile) -> dict[str, str]:
    sums = {}
    for path in sorted(media.rglob("*")):
        # A name that begins with a dot is a file or a folder that is still being written.
        draft = any(part.startswith(".") for part in path.relative_to(media).parts)
        if path.is_symlink() or not path.is_file() or draft:
            continue
        try:
            content = path.open("rb")
        except FileNotFoundError:
            continue
        name = path.relative_to(media).as_posix()
        with content:
            sums[name] = sha256_of(content)
            content.seek(0)
            _add(archive, file_name(name), content, os.fstat(content.fileno()).st_size)
    return sums


def _add(archive: tarfile.TarFile, name: str, content: Any, size: int) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    archive.addfile(info, content)
