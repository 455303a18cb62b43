"""What a list holds as a file: its columns, and cells that no spreadsheet takes for a formula."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import Model
from django.utils.functional import Promise

ModelT = TypeVar("ModelT", bound=Model)

Cell = str | int | date | None
# Some rows at once, as they come from the database.
Pieces = Iterable[list[list[Cell]]]

# What a spreadsheet may compute; the wide ones are typed on keyboards of East Asia.
FORMULA = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Column(Generic[ModelT]):
    """One column: the words above it, and what it says of a row."""

    head: str | Promise
    cell: Callable[[ModelT], Cell]


@dataclass(frozen=True)
class Table(Generic[ModelT]):
    """A list as a file: `reads` are the columns that are loaded, `order` is that of a keyset."""

    name: str
    columns: tuple[Column[ModelT], ...]
    reads: tuple[str, ...]
    order: tuple[str, ...]

    def heads(self) -> list[str]:
        """Return the words above the columns."""
        return [str(column.head) for column in self.columns]

    def cells(self, row: ModelT) -> list[Cell]:
        """Return what the file says of a row."""
        return [inert(column.cell(row)) for column in self.columns]


def inert(cell: Cell) -> Cell:
    """Return a cell that stays text, also when the file is saved as another kind and sent on.

    A tab or a line end before it would hide what it begins with.
    """
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    return f"'{text}" if text.startswith(FORMULA) else text
