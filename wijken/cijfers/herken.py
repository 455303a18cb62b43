"""What kind of file somebody sent, from its first bytes: its name says nothing."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import Path

from wijken.cbs.inhoud import FileError
from wijken.models import Inlezing, InlezingSoort

NAME = Inlezing.naam.field.max_length or 0
# What is a map for certain in a zip; a .json may also hold figures.
MAPS = (".shp", ".gpkg", ".geojson")
_START = 64 * 1024
# What is sent by mistake: documents, pictures and archives.
_OTHER = (
    *(b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF"),
)
_MAP = re.compile(rb'"features"\s*:|"type"\s*:\s*"Feature(Collection)?"')


def kind_of(path: Path) -> tuple[InlezingSoort, str]:
    """Return what is in a file and how its name should end; raises FileError with the reason."""
    with path.open("rb") as file:
        start = file.read(_START)
    if start.startswith(b"SQLite format 3\x00"):
        return InlezingSoort.GEBIEDEN, ".gpkg"
    if start.startswith(b"PK"):
        return _zipped(path)
    if start.startswith(_OTHER):
        raise FileError("Dit soort bestand lezen we niet. Neem GeoPackage, GeoJSON, CSV of JSON.")
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] in {b"{", b"["}:
        if _MAP.search(text):
            return InlezingSoort.GEBIEDEN, ".geojson"
        return InlezingSoort.CIJFERS, ".json"
    return InlezingSoort.CIJFERS, ".csv"


def _zipped(path: Path) -> tuple[InlezingSoort, str]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise FileError("Dit zipbestand is beschadigd.") from None
    if "[content_types].xml" in names:
        raise FileError("Dit is een Excelbestand. Sla het in Excel op als CSV UTF-8.")
    if any(name.endswith(MAPS) for name in names):
        return InlezingSoort.GEBIEDEN, ".zip"
    raise FileError(
        "In dit zipbestand zit geen kaart met gebieden. Pak het uit en stuur wat erin zit."
    )


def readable_name(name: str | None) -> str:
    """Return the name that somebody gave a file, as text for a page and never as a path."""
    plain = "".join(
        c for c in unicodedata.normalize("NFC", (name or "")[:500]) if c.isprintable()
    ).strip()
    return plain[:NAME] or "bestand"
