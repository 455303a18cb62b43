"""How much of a spreadsheet is read, and how a file that is more is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wijken.cbs.inhoud import FileError, storable

MAX_ROWS = 100_000
MAX_COLUMNS = 60
# Excel itself holds no more in a cell.
MAX_CELL = 32_767
# Longest name of a column that is kept and shown.
HEAD = 80

Numbered = tuple[int, list[str]]


def within(rows: Iterable[Numbered]) -> Iterator[Numbered]:
    """Yield the rows that say something; raises FileError for what is no list of contacts.

    The first of them holds the words above the columns.
    """
    width = seen = 0
    for number, cells in rows:
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        if len(cells) > MAX_COLUMNS:
            raise FileError(
                f"Rij {number} heeft {len(cells)} kolommen. Meer dan {MAX_COLUMNS} lezen we niet. "
                "Haal weg wat niet over contacten gaat."
            )
        if any(len(cell) > MAX_CELL for cell in cells):
            raise FileError(cell_too_long(number))
        if not seen:
            width = len(cells)
            if width == 1:
                raise FileError(
                    "Het bestand heeft maar één kolom. Een contact heeft een datum en een buurt, "
                    "elk in een eigen kolom."
                )
        elif seen > MAX_ROWS:
            raise FileError(
                f"Het bestand heeft meer dan {MAX_ROWS:,} rijen. Knip het op.".replace(",", ".")
            )
        seen += 1
        yield number, cells
    if not seen:
        raise FileError("Het bestand is leeg.")
    if seen == 1:
        raise FileError("Onder de koppen staat geen enkele rij.")


def cell_too_long(number: int) -> str:
    """Return the sentence about a cell without an end."""
    return (
        f"Rij {number} heeft een cel van meer dan {MAX_CELL:,} tekens. Misschien ontbreekt er een "
        "aanhalingsteken. Maak de cel korter."
    ).replace(",", ".")


def row_too_long(number: int) -> str:
    """Return the sentence about a row without an end."""
    return (
        f"Rij {number} is langer dan een miljoen tekens. Misschien ontbreekt er een "
        "aanhalingsteken. Maak de rij korter."
    )


def heads_of(cells: list[str]) -> list[str]:
    """Return the words above the columns, as they can be kept and shown."""
    return [storable(" ".join(cell.split()))[:HEAD].strip() for cell in cells]
