"""From the bytes of a table to its rows, each under column names that all editions share."""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import msgspec

from wijken.cbs.inhoud import FileError
from wijken.cijfers.oorzaken import RijError, shown
from wijken.cijfers.tekst import recognise

MAX_JSON = 100 * 1024**2
# The normalised names of columns that may hold the code of the area.
CODES = (
    "code", "gebiedscode", "gebied", "codering", "wijkenenbuurten", "buurtcode", "wijkcode",
    "gemeentecode", "gwbcode", "regiocode", "statcode", "bucode", "wkcode", "gmcode", "cbscode",
)  # fmt: skip
HEAD_ROWS = 12
_WHOLE_JSON = "Het bestand is geen geldige JSON."
Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Rij:
    """One row: where it is in the file, its cells by column, and what is wrong with it as such."""

    plek: str
    cellen: dict[str, Any]
    fout: RijError | None = None


class _Page(msgspec.Struct):
    """An answer of OData; the rows stay bytes until their turn."""

    value: list[msgspec.Raw]
    next_link: Any = msgspec.field(name="odata.nextLink", default=None)
    next_link_4: Any = msgspec.field(name="@odata.nextLink", default=None)


def column(name: object) -> str:
    """Return a column name without what differs between editions and ways to download.

    `AantalInwoners_5`, `aantal_inwoners` and `Bevolking/Aantal inwoners (aantal)` are one column.
    """
    text = str(name)[:300].rsplit("/", 1)[-1].strip()
    text = re.sub(r"\s*\([^()]*\)$", "", text)
    text = re.sub(r"_\d+$", "", text)
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum() and c.isascii())


def read_rows(path: Path, progress: Progress) -> Iterator[Rij]:
    """Yield the rows of a CSV or JSON; raises FileError for what cannot be read to the end."""
    encoding = recognise(path)
    with path.open(encoding=encoding, newline="") as file:
        start = file.read(4096).lstrip()
    if not start:
        raise FileError("Het bestand is leeg.")
    if start[0] in "[{":
        yield from _json(path, encoding, progress)
    else:
        yield from _csv(path, encoding, progress)


def _csv(path: Path, encoding: str, progress: Progress) -> Iterator[Rij]:
    delimiter = _delimiter(path, encoding)
    total = path.stat().st_size
    with path.open(encoding=encoding, newline="") as file:
        lines = csv.reader(file, delimiter=delimiter, strict=True)
        names: list[str] = []
        before = 0
        try:
            for row in lines:
                at, before = before + 1, lines.line_num
                if not names:
                    names = _head(row)
                    continue
                if any(map(str.strip, row)) and not _is_source(row):
                    progress(os.lseek(file.fileno(), 0, os.SEEK_CUR), total)
                    yield _row(at, names, row)
        except csv.Error as error:
            raise FileError(
                f"Vanaf regel {before + 1} klopt de tabel niet: er staat een aanhalingsteken te "
                "veel of te weinig, of een cel is langer dan hier kan."
            ) from error


def _row(at: int, names: list[str], row: list[str]) -> Rij:
    fout = None
    if len(row) < len(names):
        fout = RijError("minder kolommen dan de kop", shown(row[0]))
    elif any(cell.strip() for cell in row[len(names) :]):
        fout = RijError("meer kolommen dan de kop", shown(row[-1]))
    cells: dict[str, Any] = {}
    for name, cell in zip_longest(names, row[: len(names)], fillvalue=""):
        cells.setdefault(name, cell)
    return Rij(f"regel {at}", cells, fout)


def _is_source(row: list[str]) -> bool:
    """Tell whether this is the line with which StatLine ends a table."""
    return not any(row[1:]) and row[0].strip().lower().startswith(("bron", "©", "source"))


def _delimiter(path: Path, encoding: str) -> str:
    """Return what separates the cells: that with which a head has a code, and most columns."""
    with path.open(encoding=encoding, newline="") as file:
        first = file.read(256 * 1024).splitlines(keepends=True)[: HEAD_ROWS * 2]
    found: dict[str, int] = {}
    for delimiter in (";", ",", "\t", "|"):
        for _at, row in zip(range(HEAD_ROWS), _leniently(first, delimiter), strict=False):
            if names := _head(row):
                found[delimiter] = len(names)
                break
    if not found:
        raise FileError(
            "Er is geen kolom met de code van een gebied. Zet boven de kolommen: "
            "code; sleutel; naam; waarde; eenheid; jaar; bron."
        )
    return max(found, key=lambda delimiter: found[delimiter])


def _leniently(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return


def _head(row: list[str]) -> list[str]:
    """Return the names of the columns, or nothing when this is no head of a table."""
    names = [column(cell) for cell in row]
    while names and not names[-1]:
        names.pop()
    return names if len(names) > 1 and set(names) & set(CODES) else []


def _json(path: Path, encoding: str, progress: Progress) -> Iterator[Rij]:
    if path.stat().st_size > MAX_JSON:
        raise FileError("Een JSON mag hooguit 100 MB zijn; neem dezelfde cijfers als CSV.")
    if encoding == "cp1252":
        raise FileError("Een JSON is geschreven in UTF-8; dit bestand niet.")
    data = path.read_text(encoding=encoding).encode()
    items = _items(data)
    if not items:
        raise FileError("Het bestand heeft geen regels met cijfers.")
    for count, (code, raw) in enumerate(items, 1):
        progress(count, len(items))
        try:
            found = msgspec.json.decode(raw)
        except (msgspec.DecodeError, RecursionError):
            raise FileError(_WHOLE_JSON) from None
        if not isinstance(found, dict):
            yield Rij(f"rij {count}", {}, RijError("geen rij met kolommen", shown(found)))
            continue
        cells: dict[str, Any] = {"code": code} if code else {}
        for name, value in found.items():
            cells.setdefault(column(name), value)
        yield Rij(f"rij {count}", cells)


def _items(data: bytes) -> list[tuple[str, msgspec.Raw]]:
    """Return the rows of an answer of OData, of a list, or of an object by code."""
    try:
        if data.lstrip().startswith(b"["):
            return [("", raw) for raw in msgspec.json.decode(data, type=list[msgspec.Raw])]
        whole = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        if "features" in whole:
            raise FileError("Dit is een kaart (GeoJSON). Lees die in als gebieden.")
        if "value" not in whole:
            return list(whole.items())
        page = msgspec.json.decode(data, type=_Page)
    except (msgspec.DecodeError, RecursionError):
        raise FileError(_WHOLE_JSON) from None
    if page.next_link or page.next_link_4:
        raise FileError("Dit is één bladzijde van een langer antwoord. Haal alles op, of neem CSV.")
    return [("", raw) for raw in page.value]
