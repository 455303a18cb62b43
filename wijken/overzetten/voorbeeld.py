"""What a page shows of a spreadsheet before it is brought over: its first rows as contacts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from opbouw.lib.encrypted import DamagedValue
from opbouw.lib.sheets.sealed_rows import blocks
from opbouw.lib.text.dates import day_as
from wijken.actions.overzetten import reader_of
from wijken.actions.overzetting import file_of
from wijken.models import Gebied, Overzetting
from wijken.overzetten.kolommen import VERPLICHT

SHOWN = 20
# Of a cell that is not understood.
SHORT = 40


@dataclass(frozen=True)
class Voorbeeld:
    """A row as the contact that it would become, and what is wrong with it."""

    rij: int
    # In words; what the cell says where that is no day or no buurt of ours.
    op: str
    buurt: str
    plek: str
    tekst: str
    fouten: list[str]
    vondsten: list[str]


def preview(overzetting: Overzetting) -> list[Voorbeeld] | None:
    """Return the first rows, none of them while the columns are not chosen.

    None when the file cannot be read any more.
    """
    if not overzetting.koppeling.keys() >= VERPLICHT:
        return []
    try:
        first = list(islice(next(blocks(file_of(overzetting)), []), SHOWN))
    except (DamagedValue, FileNotFoundError):
        return None
    lezer = reader_of(overzetting)
    read = [(number, cells, lezer.read(cells)) for number, cells in first]

    def said(name: str, cells: list[str]) -> str:
        column = overzetting.koppeling[name]
        return cells[column][:SHORT] if column < len(cells) else ""

    wanted = {row.content.get("gebied_id") for _number, _cells, row in read}
    names = dict(Gebied.objects.filter(pk__in=wanted - {None}).values_list("pk", "naam"))
    return [
        Voorbeeld(
            rij=number,
            op=day_as(row.content["op"], "j b Y") if "op" in row.content else said("op", cells),
            buurt=names.get(row.content.get("gebied_id", 0)) or said("gebied", cells),
            plek=row.content.get("plek", ""),
            tekst=row.content.get("tekst", ""),
            fouten=row.fouten,
            vondsten=row.vondsten,
        )
        for number, cells, row in read
    ]
