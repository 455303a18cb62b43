"""A file that somebody sent, as rows: recognised by what is in it, never by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wijken.cbs.inhoud import FileError
from wijken.overzetten.excel import ZIP, excel_rows
from wijken.overzetten.grenzen import Numbered, within
from wijken.overzetten.tekst import text_rows

REFUSED = {
    b"\xd0\xcf\x11\xe0": (
        "Dit is een oud Excelbestand (.xls) of een met een wachtwoord. Open het, sla het op als "
        ".xlsx zonder wachtwoord en stuur het dan."
    ),
    b"%PDF": "Dit is een PDF. Sla de lijst op als Excelbestand of CSV.",
    b"SQLite format 3": "Dit is een database. Sla de lijst op als Excelbestand of CSV.",
}


def rows_of(path: Path) -> Iterator[Numbered]:
    """Yield the rows of a spreadsheet with their numbers, the words above the columns first.

    Raises FileError, at the first row or at a later one, with the sentence that says why not.
    """
    with path.open("rb") as file:
        begin = file.read(16)
    for magic, sentence in REFUSED.items():
        if begin.startswith(magic):
            raise FileError(sentence)
    found = excel_rows(path) if begin.startswith(ZIP) else text_rows(path)
    yield from within(found)
