"""An account as rows of a spreadsheet: the same words and numbers as its page."""

from collections.abc import Iterable

from opbouw.lib.sheets.table import Cell, inert
from signalen.verantwoording import Verantwoording


def heads(inhoud: Verantwoording) -> list[str]:
    """Return the words above the columns."""
    return ["Onderdeel", "Wat", inhoud.tijdvak, inhoud.eerder, "Verschil"]


def rows(inhoud: Verantwoording) -> list[list[Cell]]:
    """Return every row; none is a formula, whatever somebody typed."""
    return [[inert(_number(cell)) for cell in row] for row in _rows(inhoud)]


def _rows(inhoud: Verantwoording) -> Iterable[tuple[str, ...]]:
    yield "Verantwoording", "Organisatie", inhoud.organisatie, "", ""
    yield "Verantwoording", "Gebied", inhoud.gebied, "", ""
    yield "Verantwoording", "Periode", inhoud.dagen, "", ""
    for zin in inhoud.in_het_kort:
        yield "In het kort", zin, "", "", ""
    for verhaal in inhoud.verhalen:
        yield "Verhalen", verhaal.tekst, verhaal.kring, verhaal.waar, ""
    for deel in inhoud.onderdelen:
        if deel.tekst:
            yield deel.naam, deel.tekst, "", "", ""
        for regel in deel.regels:
            yield deel.naam, regel.wat, regel.nu, regel.eerder, regel.verschil
        if deel.soort == "lijnen":
            yield BEWEGING, inhoud.beweging, "", "", ""
            for stap in inhoud.stappen:
                yield BEWEGING, stap.weg, str(stap.aantal), str(stap.eerder), stap.waarvan
    for brief in inhoud.brieven:
        antwoorden = "; ".join(brief.antwoorden)
        yield "Verzonden notities", f"{brief.kenmerk} {brief.titel}", antwoorden, "", ""
    for zin in inhoud.telwijze:
        yield "Hoe is geteld", zin, "", "", ""


BEWEGING = "Van lijn naar lijn"


def _number(cell: str) -> Cell:
    return int(cell) if cell.isascii() and cell.isdecimal() else cell
