"""A list of contacts as text: whatever separates its cells."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from wijken.cbs.inhoud import FileError
from wijken.cijfers.tekst import recognise
from wijken.overzetten.grenzen import Numbered, cell_too_long, row_too_long

SEPARATORS = (";", ",", "\t", "|")
# Number of rows sampled to guess the separator.
LOOKED_AT = 50
# A row is one list in memory, however many lines it is spread over. Sixty cells of a page each are
# far less.
LONGEST_ROW = 1024 * 1024
# Excel's own line above everything, with which a file says what separates its cells.
SAYS = "sep="


def text_rows(path: Path) -> Iterator[Numbered]:
    """Yield the rows of a file of text with their numbers; raises FileError when it is none."""
    encoding = recognise(path)
    separator = separator_of(path, encoding)
    for number, cells in _parsed(path, encoding, separator):
        if number > 1 or not (len(cells) < 3 and cells[:1] and cells[0].startswith(SAYS)):
            yield number, cells


def separator_of(path: Path, encoding: str) -> str:
    """Return what separates the cells: what makes most rows as wide as the first."""
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(64).rstrip("\r\n")
    if first.startswith(SAYS) and first[len(SAYS) :] in SEPARATORS:
        return first[len(SAYS) :]
    return max(SEPARATORS, key=lambda one: _fits(path, encoding, one))


def _fits(path: Path, encoding: str, separator: str) -> tuple[int, int]:
    try:
        rows = [
            len(cells)
            for _number, cells in islice(_parsed(path, encoding, separator), LOOKED_AT)
            if any(cells)
        ]
    except FileError:
        return 0, 0
    if not rows or rows[0] == 1:
        return 0, 0
    return Counter(rows)[rows[0]], rows[0]


def _parsed(path: Path, encoding: str, separator: str) -> Iterator[Numbered]:
    number = read = 0

    def lines(file: TextIO) -> Iterator[str]:
        nonlocal read
        while line := file.readline(LONGEST_ROW + 1):
            read += len(line)
            if read > LONGEST_ROW:
                raise FileError(row_too_long(number + 1))
            yield line

    with path.open(encoding=encoding, newline="") as file:
        try:
            for cells in csv.reader(lines(file), delimiter=separator):
                number, read = number + 1, 0
                yield number, cells
        except csv.Error as error:
            raise FileError(cell_too_long(number + 1)) from error
