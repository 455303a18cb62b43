"""The rows of somebody's file on disk: encrypted, and read block by block from any block on.

Each line is one block, a JSON list of `[number, cells]`, sealed as an encrypted field is. Whoever
finds the file finds no words in it, and whoever goes on half-way need not decrypt what is before.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from opbouw.lib.encrypted import DamagedValue, decrypt, encrypt

# A row: its number in the file, as a spreadsheet counts, and its cells.
Row = tuple[int, list[str]]

# Large enough that a transaction is worth its while, small enough that a lease outlasts it.
BLOCK = 250


def write_rows(path: Path, rows: Iterable[Row], *, done: Callable[[int], None]) -> int:
    """Write rows to `path`, whole and on disk before it returns; returns how many.

    `done` is told after each block how many there are.
    """
    number, coming = 0, iter(rows)
    path.touch(mode=0o600, exist_ok=False)
    with path.open("w", encoding="ascii") as file:
        while block := list(islice(coming, BLOCK)):
            file.write(f"{encrypt(json.dumps(block, ensure_ascii=False))}\n")
            number += len(block)
            done(number)
        file.flush()
        os.fsync(file.fileno())
    return number


def blocks(path: Path, *, start: int = 0) -> Iterator[list[Row]]:
    """Yield the blocks from this one on; raises DamagedValue when one cannot be read."""
    with path.open(encoding="ascii") as file:
        try:
            for number, line in enumerate(file):
                if number >= start:
                    yield [(at, cells) for at, cells in json.loads(decrypt(line.rstrip("\n")))]
        except UnicodeDecodeError as error:
            raise DamagedValue("A file of rows is damaged.") from error
