"""A list as CSV, in the form that Dutch spreadsheets open at once."""

import io
from collections.abc import Generator

from defusedcsv import csv

from opbouw.lib.sheets.table import Pieces

# Without it Excel takes UTF-8 for Windows-1252.
BOM = "\ufeff"


def csv_blocks(_name: str, heads: list[str], pieces: Pieces) -> Generator[bytes, None, None]:
    """Yield the file in blocks, while its rows come."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    buffer.write(BOM)
    writer.writerow(heads)
    for rows in pieces:
        writer.writerows(rows)
        yield _take(buffer)
    yield _take(buffer)


def _take(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
