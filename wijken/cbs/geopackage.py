"""What a GeoPackage may be before a library opens it: plain tables, whole, and not too large.

A GeoPackage is a SQLite file, and a SQLite file is a program: a view or a generated column can run
for ever or fill the memory while it is read.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from wijken.cbs.inhoud import FileError

MAX_AREAS = 100_000  # the Netherlands has eighteen thousand
MAX_SHAPE = 32 * 1024**2
SECONDS = 60
TABLES = ("gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys")
ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_PRAGMA}
FUNCTIONS = {"count", "length", "max", "lower", "substr"}
GENERATED = {2, 3}


@dataclass(frozen=True)
class Laag:
    """A table of areas: its name, how many, and how large the largest outline is."""

    naam: str
    aantal: int
    grootste: int


def layers(path: Path) -> list[Laag]:
    """Return the tables with outlines; raises FileError for anything but a plain GeoPackage."""
    until = time.monotonic() + SECONDS
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            db.set_progress_handler(lambda: time.monotonic() > until, 10_000)
            db.set_authorizer(_only_reading)
            return _layers(db)
    except sqlite3.Error as error:
        raise FileError("De GeoPackage is beschadigd of niet te lezen.") from error


def _only_reading(action: int, first: str | None, second: str | None, *_: object) -> int:
    known = action in ALLOWED or (action == sqlite3.SQLITE_FUNCTION and second in FUNCTIONS)
    return sqlite3.SQLITE_OK if known else sqlite3.SQLITE_DENY


def _layers(db: sqlite3.Connection) -> list[Laag]:
    kinds = {
        str(name).lower(): (kind, str(sql or "")[:4000])
        for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_master")
        if kind in {"table", "view"}
    }
    if any(kinds.get(name, ("", ""))[0] != "table" for name in TABLES):
        raise FileError("Het bestand is een database, maar geen GeoPackage.")
    for name, (kind, sql) in kinds.items():
        virtual = sql.lower().startswith("create virtual") and " using rtree" not in sql.lower()
        if virtual or (kind == "view" and name.startswith("gpkg_")):
            raise FileError("De GeoPackage bevat meer dan tabellen met gebieden.")
    shapes = db.execute(
        "SELECT g.table_name, g.column_name FROM gpkg_geometry_columns g"
        " JOIN gpkg_contents c ON c.table_name = g.table_name WHERE c.data_type = 'features'"
    ).fetchall()
    return [_layer(db, str(table), str(column), kinds) for table, column in shapes]


def _layer(
    db: sqlite3.Connection, table: str, column: str, kinds: dict[str, tuple[str, str]]
) -> Laag:
    quoted = '"' + table.replace('"', '""') + '"'
    columns = {str(row[1]).lower(): row[6] for row in db.execute(f"PRAGMA table_xinfo({quoted})")}
    plain = kinds.get(table.lower(), ("", ""))[0] == "table"
    if not plain or column.lower() not in columns or GENERATED & set(columns.values()):
        raise FileError(f"De laag {table[:60]} van de GeoPackage is geen gewone tabel.")
    # Pages that two rows share would make a small file grow without end.
    if db.execute(f"PRAGMA quick_check({quoted})").fetchone()[0] != "ok":
        raise FileError("De GeoPackage is beschadigd of niet te lezen.")
    shape = '"' + column.replace('"', '""') + '"'
    # Both names come from the file and are quoted as SQLite asks; the authorizer allows reading.
    query = f"SELECT count(*), max(length({shape})) FROM {quoted}"  # noqa: S608 see above
    count, largest = db.execute(query).fetchone()
    if count > MAX_AREAS or int(largest or 0) > MAX_SHAPE:
        raise FileError(f"De laag {table[:60]} is te groot voor gebieden van Nederland.")
    return Laag(table, count, int(largest or 0))
