"""From a table old code → new code, as CBS publishes it, to the lines to store."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from wijken.actions.opvolging import NieuweOpvolging
from wijken.models.gebied import CODE_PATTERN

CODE = re.compile(CODE_PATTERN, re.ASCII)
MAX_BYTES = 10 * 1024**2  # all of the Netherlands is one megabyte
# A part of an area smaller than this is no successor, unless it is the largest.
SMALLEST_SHARE = Decimal(5) / 100
OLD, NEW = ("oud", "old", "van"), ("nieuw", "new", "naar")
SHARE = ("aandeel", "share", "percentage")
# Numbers of CBS without the letters in front, by their length.
LETTERS = {4: "GM", 6: "WK", 8: "BU"}


class TableError(Exception):
    """A table that cannot be read; the message is one Dutch sentence."""


def read_table(content: bytes) -> list[NieuweOpvolging]:
    """Return the lines of a CSV with a column of old codes and one of new; raises TableError.

    Nothing is read from a table with a single wrong line: half a table would end what only moved.
    """
    if len(content) > MAX_BYTES:
        raise TableError("De tabel is groter dan 10 MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TableError("De tabel is geen tekst in UTF-8.") from None
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    try:
        rows = [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            if any(cell.strip() for cell in row)
        ]
    except csv.Error:
        raise TableError("De tabel is geen CSV.") from None
    if len(rows) < 2:
        raise TableError("De tabel bevat geen regels onder de koppen.")
    old, new, share = _columns(rows)
    lines: dict[str, dict[str, Decimal | None]] = defaultdict(dict)
    for number, row in enumerate(rows[1:], start=2):
        cells = [row[at] if at is not None and at < len(row) else "" for at in (old, new, share)]
        oud, nieuw = _code(cells[0], number), _code(cells[1], number, may_be_empty=True)
        if nieuw and nieuw[:2] != oud[:2]:
            raise TableError(f"Regel {number}: {oud} en {nieuw} zijn niet van hetzelfde niveau.")
        lines[oud][nieuw] = _share(cells[2], number)
    percent = any(part and part > 1 for parts in lines.values() for part in parts.values())
    return [
        NieuweOpvolging(oud, nieuw)
        for oud, parts in lines.items()
        for nieuw in _large_enough(parts, Decimal(100 if percent else 1))
    ]


def _large_enough(parts: dict[str, Decimal | None], whole: Decimal) -> list[str]:
    largest = max((part for part in parts.values() if part is not None), default=None)
    kept = [
        nieuw
        for nieuw, part in parts.items()
        if part is None or part == largest or part / whole >= SMALLEST_SHARE
    ]
    # An end beside a successor says nothing.
    return [nieuw for nieuw in kept if nieuw] or kept


def _columns(rows: Sequence[Sequence[str]]) -> tuple[int, int, int | None]:
    """Find the columns by their heads, or else the first two that hold codes."""
    heads = [head.lower() for head in rows[0]]

    def named(words: Sequence[str]) -> list[int]:
        return [at for at, head in enumerate(heads) if any(word in head for word in words)]

    coded = [at for at in range(len(heads)) if any(_is_code(row[at : at + 1]) for row in rows[1:])]
    old = next((at for at in named(OLD) if at in coded), None)
    new = next((at for at in named(NEW) if at in coded and at != old), None)
    if old is None or new is None:
        if old is not None and named(NEW):
            new = named(NEW)[0]  # everything in it ended
        elif len(coded) >= 2:
            old, new = coded[:2]
    if old is None or new is None:
        raise TableError("De tabel heeft geen kolom met oude en een met nieuwe codes.")
    return old, new, next(iter(named(SHARE)), None)


def _is_code(cell: Sequence[str]) -> bool:
    return bool(cell) and CODE.fullmatch(_with_letters(cell[0])) is not None


def _with_letters(cell: str) -> str:
    plain = cell.upper()
    return LETTERS.get(len(plain), "") + plain if plain.isascii() and plain.isdigit() else plain


def _code(cell: str, number: int, *, may_be_empty: bool = False) -> str:
    code = _with_letters(cell)
    if not code and may_be_empty:
        return ""
    if not CODE.fullmatch(code):
        raise TableError(f"Regel {number}: hier staat geen code van een gemeente, wijk of buurt.")
    return code


def _share(cell: str, number: int) -> Decimal | None:
    said = cell.removesuffix("%").strip().replace(",", ".")
    if said in {"", "."}:
        return None
    try:
        share = Decimal(said)
    except InvalidOperation:
        raise TableError(f"Regel {number}: het aandeel is geen getal.") from None
    if not share.is_finite() or not 0 <= share <= 100:
        raise TableError(f"Regel {number}: het aandeel ligt niet tussen 0 en 100.")
    return share
