"""A list as an Excel file: written to disk row by row, then sent."""

import shutil
from collections.abc import Generator
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from opbouw.lib.sheets.table import Cell, Pieces

BLOCK = 64 * 1024
# Begins with a dot, as all that is not to be in a backup; /tmp is memory in production.
FOLDER = ".downloads"
WIDTH = 18


def xlsx_blocks(name: str, heads: list[str], pieces: Pieces) -> Generator[bytes, None, None]:
    """Yield the file in blocks; nothing comes before its last row was written."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=_folder()) as draft:
        path = Path(draft) / "lijst.xlsx"
        # Rows go to disk at once, as text and never as a formula or a link.
        options = {"constant_memory": True, "tmpdir": draft}
        with Workbook(str(path), options) as book:
            sheet = book.add_worksheet(name.capitalize())
            _fill(sheet, heads, pieces, book.add_format({"num_format": "yyyy-mm-dd"}))
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block


def purge_drafts(*, before: datetime) -> int:
    """Remove what a process left that was killed while it wrote a file."""
    removed = 0
    for draft in _folder().glob("*"):
        if draft.stat().st_mtime < before.timestamp():
            shutil.rmtree(draft, ignore_errors=True)
            removed += 1
    return removed


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER


def _fill(sheet: Worksheet, heads: list[str], pieces: Pieces, day: Format) -> None:
    sheet.set_column(0, len(heads) - 1, WIDTH)
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head)
    line = 0
    for rows in pieces:
        for cells in rows:
            line += 1
            for column, cell in enumerate(cells):
                _write(sheet, line, column, cell, day)


def _write(sheet: Worksheet, line: int, column: int, cell: Cell, day: Format) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(line, column, cell, day)
    elif isinstance(cell, int):
        sheet.write_number(line, column, cell)
    elif cell:
        sheet.write_string(line, column, cell)
