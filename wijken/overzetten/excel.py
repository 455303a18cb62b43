"""A list of contacts in an Excel file, looked over before a parser sees it.

A file of some kilobytes can hold gigabytes, or a cell in the last row of the last column, for
which a parser makes room. So the whole file is unpacked once, piece by piece and without keeping
any of it, and only what stays within bounds is parsed.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from wijken.cbs.inhoud import FileError
from wijken.overzetten.grenzen import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Numbered, cell_too_long

ZIP = b"PK\x03\x04"
# What one of them holds at most, unpacked: 100,000 rows with a text each are about a third.
MAX_UNPACKED = 192 * 1024 * 1024
MAX_PARTS = 500
# A sheet holds a few rows above and between those of the list.
LAST_ROW = MAX_ROWS * 2
BLOCK = 1024 * 1024
# Before its rows the parser looks for this, in whatever part the workbook names.
SHEET = b"sheetData"
# What else the parser reads; nothing here looks over its cells.
OTHERS = frozenset({"mimetype", "content.xml", "xl/workbook.bin"})
_END = struct.Struct("<4s4H2LH")
# As the parser takes them: in small letters too, and with noughts before a number.
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_CELL = re.compile(rb"<(?:[^\s<>]*:)?c[\s/>]")
# One that says where it is; of another the parser counts on from the one before.
_PLACED = re.compile(
    rb"""<(?:[^\s<>]*:)?c(?:\s+(?!r\s*=)[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*+"""
    rb"""\s+r\s*=\s*["'][A-Za-z]+\d+["']"""
)
SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml\Z", re.IGNORECASE)

BROKEN = "Het Excelbestand is beschadigd. Open het, sla het opnieuw op en stuur het dan."
TOO_LARGE = (
    "Uitgepakt is dit Excelbestand veel te groot. Sla het werkblad met contacten op als CSV."
)


def excel_rows(path: Path) -> Iterator[Numbered]:
    """Yield the rows of the first sheet with their numbers; raises FileError when it cannot."""
    look_over(path)
    try:
        yield from _parsed(path)
    except FileError:
        raise
    except Exception as error:  # whatever a parser makes of a hostile file is one sentence
        raise FileError(BROKEN) from error
    except BaseException as error:
        # How a library in Rust says that it gave up; it is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise FileError(BROKEN) from error


def look_over(path: Path) -> None:
    """Raise FileError for what is no Excel file, or more than a list of contacts can be."""
    try:
        _refuse_two_lists(path)
        with zipfile.ZipFile(path) as file:
            parts = file.infolist()
            names = {part.filename.replace("\\", "/").lower() for part in parts}
            if "xl/workbook.xml" not in names or not names.isdisjoint(OTHERS):
                raise FileError(
                    "Dit is geen Excelbestand (.xlsx). Sla het op als .xlsx of als CSV UTF-8."
                )
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise FileError(TOO_LARGE)
            for part in parts:
                _unpack(file, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        # RuntimeError: a part with a password; NotImplementedError is one too.
        raise FileError(BROKEN) from error


def _refuse_two_lists(path: Path) -> None:
    """Raise FileError unless only the list of parts lies between the parts and the end.

    Two readers of a zip may find two lists in one file: by a remark behind it, or a longer list.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END.size))
        end = file.read()
    if len(end) < _END.size:
        raise FileError(BROKEN)
    mark, *_numbers, length, begin, remark = _END.unpack(end)
    if mark != b"PK\x05\x06" or remark or begin + length + _END.size != size:
        raise FileError(BROKEN)


def _unpack(file: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read a part to its end, which proves that it is as large as it says."""
    named = SHEETS.match(part.filename.replace("\\", "/"))
    is_sheet, cells, before = False, 0, b""
    with file.open(part) as opened:
        while block := opened.read(BLOCK):
            if named and b"\x00" in block:
                raise FileError(BROKEN)
            xml = before + block
            is_sheet = is_sheet or SHEET in xml
            if not is_sheet:
                before = block[-len(SHEET) :]
                continue
            # What is behind the last mark may go on in the next piece.
            end = xml.rfind(b"<")
            whole, before = (xml[:end], xml[end:]) if end >= 0 else (b"", xml)
            if len(before) > BLOCK:
                raise FileError(BROKEN)
            cells += _looked_over(whole)
            if cells > MAX_ROWS * MAX_COLUMNS // 2:
                raise FileError(TOO_LARGE)
    if is_sheet:
        _looked_over(before)


def _looked_over(xml: bytes) -> int:
    """Return how many cells begin in a piece of a sheet; raises FileError for one too far away."""
    if b"\x00" in xml:
        raise FileError(BROKEN)
    _refuse_far(xml)
    cells = len(_CELL.findall(xml))
    if cells != len(_PLACED.findall(xml)):
        raise FileError(BROKEN)
    return cells


def _refuse_far(xml: bytes) -> None:
    for letters, digits in _REFERENCE.findall(xml):
        # Longer is further than any sheet goes, and no number that Python reads at once.
        row = digits.lstrip(b"0")[:9].decode() or "0"
        if int(row) > LAST_ROW:
            raise FileError(
                f"Er staat iets in rij {row}. Verder dan rij {LAST_ROW} lezen we niet. "
                "Haal weg wat niet bij de lijst hoort."
            )
        if letters and _column(letters[:4].upper()) > MAX_COLUMNS:
            raise FileError(
                f"Er staat iets in kolom {letters[:4].decode().upper()}. Meer dan {MAX_COLUMNS} "
                "kolommen lezen we niet. Haal weg wat niet over contacten gaat."
            )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _parsed(path: Path) -> Iterator[Numbered]:
    with CalamineWorkbook.from_path(str(path)) as book:
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        for name in shown:
            sheet = book.get_sheet_by_name(name)
            if sheet.start is None:
                continue
            if (sheet.total_width or 0) > MAX_COLUMNS or (sheet.total_height or 0) > LAST_ROW:
                raise FileError(TOO_LARGE)
            first = sheet.start[0] + 1
            for number, cells in enumerate(sheet.iter_rows(), first):
                yield number, [_said(cell, number) for cell in cells]
            return


def _said(cell: Any, number: int) -> str:
    """Return what a cell says, as somebody would type it."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, datetime):
        whole = cell.time() == time()
        return f"{cell:%Y-%m-%d}" if whole else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell)
    if len(text) > MAX_CELL:
        raise FileError(cell_too_long(number))
    return text
