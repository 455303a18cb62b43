"""What stands in a copy: a tar of tables, files and, last, the list that describes them all."""

import hashlib
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec

FORMAT = 1
MANIFEST = "inhoud.json"
# Nobody stays logged in through a restore, and what is cached is made anew.
LEFT_OUT = frozenset({"cache", "django_session", "wijken_sessie", "django_migrations"})
KEY_CHECK = "opbouw"
CHUNK = 1024 * 1024


class BackupError(Exception):
    """A copy cannot be made or put back; the message says what to do."""


class Table(msgspec.Struct, frozen=True):
    """One table: its columns in their order, and what was copied of it."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """Everything that a copy holds; `key_check` can be read with its keys alone."""

    format: int
    made: str
    migrations: tuple[tuple[str, str], ...]
    tables: dict[str, Table]
    sequences: dict[str, int]
    files: dict[str, str]
    key_check: str


@contextmanager
def opened(path: Path) -> Iterator[tarfile.TarFile]:
    """Open a copy for reading; raises BackupError when it is none, or only half of one."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            yield archive
    except (tarfile.TarError, EOFError, OSError) as error:
        raise BackupError(
            f"{path} kan niet worden gelezen ({type(error).__name__}). Is het bestand heel?"
        ) from error


def read_manifest(archive: tarfile.TarFile) -> Manifest:
    """Return the list, after comparing every part of the copy with it."""
    sums: dict[str, str] = {}
    manifest: Manifest | None = None
    seen: set[str] = set()
    for member in archive:
        # A link is read as what it points at, which may be itself or nowhere.
        content = archive.extractfile(member) if member.isreg() else None
        if content is None:
            raise BackupError(f"In de kopie staat iets dat geen bestand is: {member.name!r}.")
        if member.name in seen:
            raise BackupError(f"In de kopie staat iets dubbel: {member.name!r}.")
        seen.add(member.name)
        if member.name == MANIFEST:
            manifest = _decoded(content.read())
        else:
            sums[member.name] = sha256_of(content)
    if manifest is None:
        raise BackupError("De kopie is niet heel: de lijst van wat erin staat ontbreekt.")
    expected = {table_name(name): table.sha256 for name, table in manifest.tables.items()}
    expected |= {file_name(name): sha256 for name, sha256 in manifest.files.items()}
    if sums != expected:
        raise BackupError("De kopie is beschadigd: er mist iets, of er is iets veranderd.")
    if not all(_stays_inside(name) for name in manifest.files):
        raise BackupError("In de kopie staat een bestand dat buiten de map wil.")
    return manifest


def table_name(table: str) -> str:
    """Return where a table stands in the copy."""
    return f"tabellen/{table}.copy"


def file_name(name: str) -> str:
    """Return where a file stands in the copy."""
    return f"media/{name}"


def sha256_of(content: IO[bytes]) -> str:
    """Return the SHA-256 of what is left to read."""
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _decoded(text: bytes) -> Manifest:
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
    except msgspec.DecodeError as error:
        raise BackupError("De lijst van wat in de kopie staat is niet te lezen.") from error
    if manifest.format != FORMAT:
        raise BackupError("Deze kopie is van een andere versie van Opbouw.")
    return manifest


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\0" not in name
