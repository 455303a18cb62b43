"""The rows of a spreadsheet that did not go along, as they came, each with why not."""

from collections.abc import Iterator
from itertools import chain

from opbouw.lib.sheets.sealed_rows import blocks
from opbouw.lib.sheets.table import Cell, inert
from wijken.actions.overzetting import file_of
from wijken.models import Overzetting
from wijken.overzetten.kolommen import REDEN, RIJ

NAME = "niet-overgezet"


def heads(overzetting: Overzetting) -> list[str]:
    """Return the words above the columns: those of the file, and ours behind them."""
    own = [str(inert(kop)) for kop in overzetting.koppen]
    return [*own, str(RIJ), str(REDEN)]


def pieces(overzetting: Overzetting) -> Iterator[list[list[Cell]]]:
    """Yield these rows block by block; raises DamagedValue when the file cannot be read."""
    width = len(overzetting.koppen)
    refused = overzetting.afgekeurde_rijen.filter(mee=False).order_by("rij")
    for block in blocks(file_of(overzetting)):
        why = dict(
            refused.filter(rij__gte=block[0][0], rij__lte=block[-1][0]).values_list("rij", "reden")
        )
        yield [
            [*_own(cells, width), number, why[number]] for number, cells in block if number in why
        ]


def _own(cells: list[str], width: int) -> list[Cell]:
    # Cells beyond the last named column would push ours aside, so they join the last cell.
    kept = [*cells[: width - 1], " ".join(cells[width - 1 :])] if len(cells) > width else cells
    return [inert(cell) for cell in chain(kept, [""] * (width - len(kept)))]
