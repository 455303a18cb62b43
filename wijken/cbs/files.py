"""Which kind of area file it is, and the layers in it: one way to read them all."""

from __future__ import annotations

import lzma
import os
import shutil
import stat
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from wijken.cbs import engine, geopackage
from wijken.cbs.geojson import Collection
from wijken.cbs.inhoud import FileError

PREFIX = "opbouw-gebieden-"
# Longer than any import takes.
LEFT_BEHIND = timedelta(days=1)
MAX_BYTES = 1024**3  # all of the Netherlands is a third of this
MAX_MEMBERS = 2000
MAX_RATIO = 100
SMALL = 32 * 1024**2
READABLE = "Geef een GeoPackage, een GeoJSON of een Shapefile als zip."
PARTS = (".shp", ".dbf", ".shx", ".prj", ".cpg")
NEEDED = PARTS[:3]
# A password is a RuntimeError, a way of packing that we lack a NotImplementedError, a name in no
# known set of letters a UnicodeDecodeError; the others come of what was packed itself.
BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    UnicodeDecodeError,
    zlib.error,
    lzma.LZMAError,
)


@dataclass
class Layer:
    """One layer of areas: its rows with the place reached, and the system that it names."""

    naam: str
    rows: Iterator[tuple[Any, Any, int]]  # properties, outline, place
    total: int
    crs: Callable[[], str]  # known when all rows were read


@contextmanager
def layers(path: Path) -> Iterator[Iterator[Layer]]:
    """Open a file by what is in it, whatever it is called; raises FileError."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileError(f"{path.name} is groter dan 1 GB; lees het per provincie in.")
        with path.open("rb") as file:
            head = file.read(16)
        _sweep()
        with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
            yield _layers(path, head, Path(folder))
    except OSError as error:
        raise FileError(f"{path.name} is niet te lezen: {error.strerror}.") from error


def _sweep() -> None:
    """Remove what a killed import of this user unpacked; anybody may put something else there."""
    before = time.time() - LEFT_BEHIND.total_seconds()
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        # Another import may be first, and a tree too deep to walk is none of ours.
        with suppress(OSError, RecursionError):
            known = folder.lstat()
            ours = stat.S_ISDIR(known.st_mode) and known.st_uid == os.geteuid()
            if ours and known.st_mtime < before:
                shutil.rmtree(folder)


def _layers(path: Path, head: bytes, folder: Path) -> Iterator[Layer]:
    if head.startswith(b"SQLite format 3\0"):
        # Under a name of ours: a library chooses by name too.
        ours = folder / "gebieden.gpkg"
        ours.symlink_to(path.resolve())
        yield from _geopackage(ours)
    elif head.startswith(b"PK\x03\x04"):
        yield from _zipped(path, folder)
    elif head.startswith(b"\x00\x00\x27\x0a"):
        raise FileError("Een Shapefile bestaat uit meer bestanden; geef ze samen als zip.")
    elif head.lstrip().startswith(b"<"):
        raise FileError(f"{path.name} is XML. {READABLE}")
    else:
        yield _geojson(path, path.name)


def _geojson(path: Path, name: str) -> Layer:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"{name} is geen tekst in UTF-8.") from error
    collection = Collection(content)

    def rows() -> Iterator[tuple[Any, Any, int]]:
        for feature, at in collection.features():
            known = isinstance(feature, dict)
            properties = feature.get("properties") if known else None
            if isinstance(properties, dict) and isinstance(feature.get("id"), str):
                properties = {**properties, "kenmerk": feature["id"]}
            yield properties, feature.get("geometry") if known else None, at

    return Layer(name, rows(), len(content), collection.crs)


def _geopackage(path: Path) -> Iterator[Layer]:
    found = geopackage.layers(path)
    if not found:
        raise FileError("De GeoPackage bevat geen laag met gebieden.")
    for laag in found:
        yield _table(path, laag.naam, layer=laag.naam, largest=laag.grootste)


def _table(
    path: Path,
    name: str,
    *,
    layer: str | None = None,
    largest: int = 0,
    encoding: str | None = None,
) -> Layer:
    gdal = engine.gdal()
    total, crs = gdal.describe(path, layer)
    rows = gdal.rows(path, layer=layer, largest=largest, encoding=encoding)
    counted = ((values, shape, at) for at, (values, shape) in enumerate(rows, 1))
    return Layer(name, counted, total, lambda: crs)


def _zipped(path: Path, folder: Path) -> Iterator[Layer]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(archive)
            for ending, read in ((".gpkg", _inner_geopackage), (".shp", _shapefile)):
                if found := [name for name in members if name.lower().endswith(ending)]:
                    for number, name in enumerate(found):
                        yield from read(archive, members, name, folder / str(number))
                    return
            found = [name for name in members if name.lower().endswith((".geojson", ".json"))]
            for number, name in enumerate(found):
                yield _geojson(_unpack(archive, members[name], folder / f"{number}.json"), name)
            if not found:
                raise FileError(f"In {path.name} zit geen bestand met gebieden. {READABLE}")
    except BROKEN as error:
        raise FileError(f"{path.name} is geen zip die wij kunnen uitpakken.") from error


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the files in a zip; raises FileError for one that is not just some files."""
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise FileError("De zip bevat te veel bestanden.")
    for info in infos:
        parts = PurePosixPath(info.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts:
            raise FileError("De zip bevat paden naar buiten.")
    # Else each of a thousand layers would unpack the same large part once more.
    if len({info.filename.lower() for info in infos}) < len(infos):
        raise FileError("In de zip heten twee bestanden hetzelfde.")
    size = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if size > MAX_BYTES or size > max(SMALL, packed * MAX_RATIO):
        raise FileError("De zip is uitgepakt te groot.")
    return {
        info.filename: info
        for info in infos
        if not info.is_dir() and not PurePosixPath(info.filename).name.startswith("._")
    }


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, to: Path) -> Path:
    """Write one file under a name of ours, and no more of it than the zip said."""
    with archive.open(info) as packed, to.open("wb") as out:
        shutil.copyfileobj(packed, out)
    return to


def _inner_geopackage(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], name: str, folder: Path
) -> Iterator[Layer]:
    folder.mkdir()
    yield from _geopackage(_unpack(archive, members[name], folder / "gebieden.gpkg"))


def _shapefile(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], name: str, folder: Path
) -> Iterator[Layer]:
    folder.mkdir()
    stem = name[:-4].lower()
    parts = {
        other[-4:].lower(): info
        for other, info in members.items()
        if other[:-4].lower() == stem and other[-4:].lower() in PARTS
    }
    if missing := [ending for ending in NEEDED if ending not in parts]:
        raise FileError(f"Bij {name[-60:]} hoort in de zip ook een bestand {missing[0]}.")
    for ending, info in parts.items():
        _unpack(archive, info, folder / f"gebieden{ending}")
    # Without a code page most are UTF-8 nowadays; what is not is read as Windows-1252.
    encoding = None if ".cpg" in parts else "UTF-8"
    yield _table(folder / "gebieden.shp", PurePosixPath(name).name, encoding=encoding)
