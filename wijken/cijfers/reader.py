"""From a table to figures by area, and to what is wrong with the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from wijken.actions.cijfer import INWONERS
from wijken.actions.gebied import NieuwCijfer
from wijken.cbs.columns import INHABITANTS, KOLOMMEN, Kolom
from wijken.cbs.inhoud import FileError
from wijken.cijfers.getal import number, year
from wijken.cijfers.oorzaken import Oorzaken, RijError, shown
from wijken.cijfers.rijen import CODES, Rij, read_rows
from wijken.cijfers.tekst import said
from wijken.models import CODE_PATTERN, Cijfer

CODE = re.compile(CODE_PATTERN, re.ASCII)
# The country and its other divisions, which StatLine lists among the areas.
WIDER = re.compile(r"(NL|LD|PV|CR|RG|AM|VR|GG|JZ|RE)\d{2}", re.ASCII)
SLEUTEL = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
STATLINE = "CBS Kerncijfers wijken en buurten"
# Every area of the country with seventy figures; more would not fit in a worker's memory.
MOST_FIGURES = 1_000_000
UNITS = {"procent": "%", "percentage": "%", "pct": "%", "perc": "%", "aantal": "", "-": ""}
NAAM, EENHEID, BRON = (
    int(getattr(Cijfer, column).field.max_length) for column in ("naam", "eenheid", "bron")
)
_KNOWN = {kolom.sleutel: (kolom.naam, kolom.eenheid) for kolom in KOLOMMEN}


@dataclass
class Cijferbestand:
    """What a file holds: figures by code (inhabitants among them), and what was refused."""

    cijfers: dict[str, dict[tuple[str, int], NieuwCijfer]] = field(default_factory=dict)
    fouten: Oorzaken = field(default_factory=Oorzaken)
    opmerkingen: Oorzaken = field(default_factory=Oorzaken)
    rijen: int = 0
    leeg: int = 0
    aantal: int = 0


@dataclass
class _Reading:
    """One reading: what was asked, what is known of each key, and what came of it so far."""

    jaar: int | None
    bron: str
    bekend: dict[str, tuple[str, str]]
    bestand: Cijferbestand = field(default_factory=Cijferbestand)
    # The same text or figure is kept once, however often it is in the file.
    same: dict[Any, Any] = field(default_factory=dict)
    doubled: set[tuple[str, str, int]] = field(default_factory=set)

    def once(self, value: Any) -> Any:
        """Return an equal value that is there already."""
        return self.same.setdefault(value, value) if len(self.same) < 200_000 else value


def read_cijfers(
    path: Path,
    *,
    jaar: int | None = None,
    bron: str = "",
    bekend: Mapping[str, tuple[str, str]] | None = None,
    progress: Callable[[int, int], object] = lambda at, total: None,
) -> Cijferbestand:
    """Read the figures of a CSV or JSON; raises FileError.

    `bekend` is the name and unit of each key that is stored already: a file that gives a key
    another unit is refused there, and another name gives way. CBS's own keys come first.
    """
    reading = _Reading(jaar, bron, {**(bekend or {}), **_KNOWN, INWONERS: ("Inwoners", "")})
    read: Callable[[_Reading, Rij, str], None] | None = None
    for rij in read_rows(path, progress):
        if read is None:
            read = _kind(rij)
        reading.bestand.rijen += 1
        try:
            if rij.fout is not None:
                raise rij.fout
            code = _code(rij)
            if WIDER.fullmatch(code):
                reading.bestand.opmerkingen.add("een gebied groter dan een gemeente", code)
                continue
            read(reading, rij, code)
        except RijError as error:
            refuse(reading, rij, error)
    if read is None:
        raise FileError("Het bestand heeft geen regels met cijfers.")
    return reading.bestand


def refuse(reading: _Reading, rij: Rij, error: RijError, code: str = "") -> None:
    """Count a cause with its first example."""
    example = ", ".join(filter(None, (rij.plek, code, error.example)))
    reading.bestand.fouten.add(error.reason, example)


def _kind(rij: Rij) -> Callable[[_Reading, Rij, str], None]:
    """Return how the rows of this file are read, by the columns of the first."""
    if {"measure", "value"} <= set(rij.cellen):
        raise FileError(
            "Dit is de lange vorm van StatLine, met één meting per regel. "
            "Kies een bestand met één gebied per regel."
        )
    if {"sleutel", "waarde"} <= set(rij.cellen):
        return _plain
    if any(name in rij.cellen for name in INHABITANTS) or any(
        name in rij.cellen for kolom in KOLOMMEN for name in kolom.kolommen
    ):
        return _wide
    raise FileError(
        "Geen enkele kolom is bekend. Zijn het cijfers van een andere bron dan het CBS? Gebruik "
        "dan deze kolommen: code; sleutel; naam; waarde; eenheid; jaar; bron."
    )


def _code(rij: Rij) -> str:
    """Return the first code that fits the pattern; raises RijError when none does."""
    first = ""
    for name in CODES:
        value = rij.cellen.get(name)
        if not isinstance(value, str):
            continue
        text = value[:30].strip().upper()
        if CODE.fullmatch(text) or WIDER.fullmatch(text):
            return text
        first = first or text
    if not first:
        raise RijError("geen code", "")
    raise RijError("geen code van een gemeente, wijk of buurt", shown(first))


def _year(reading: _Reading, rij: Rij) -> int:
    for name in ("jaar", "perioden", "periode", "peiljaar"):
        if (found := year(rij.cellen.get(name))) is not None:
            return found
    if reading.jaar is None:
        raise RijError("geen jaar: geef het jaar mee", "")
    return reading.jaar


def _plain(reading: _Reading, rij: Rij, code: str) -> None:
    """Read one row of the form for every source: one figure with its own name, unit and year."""
    cells = rij.cellen
    sleutel = str(cells.get("sleutel") or "").strip().lower()
    if not SLEUTEL.fullmatch(sleutel):
        raise RijError(
            "een sleutel die niet kan: alleen kleine letters, cijfers en _", shown(sleutel)
        )
    jaar = _year(reading, rij)
    bron = said(cells.get("bron"), "een bron", BRON) or reading.bron
    if not bron:
        raise RijError("geen bron: geef de bron mee", "")
    naam = said(cells.get("naam"), "een naam", NAAM)
    eenheid = said_unit(cells.get("eenheid"))
    waarde = number(cells.get("waarde"))
    naam, eenheid = _as_known(reading, rij, sleutel, naam, eenheid)
    _keep(reading, rij, code, sleutel, naam, eenheid, waarde, jaar, bron)


def said_unit(value: object) -> str:
    """Return a unit as we keep it: `procent` is %, `aantal` is none."""
    text = str(value or "").strip()
    if text.lower() in UNITS:
        return UNITS[text.lower()]
    return said(value, "een eenheid", EENHEID)


def _as_known(
    reading: _Reading, rij: Rij, sleutel: str, naam: str, eenheid: str
) -> tuple[str, str]:
    """Return the one name and the one unit of a key; raises RijError for another unit."""
    if sleutel not in reading.bekend:
        if not naam:
            raise RijError("een nieuwe sleutel zonder naam", shown(sleutel))
        reading.bekend[sleutel] = (naam, eenheid)
    known_name, known_unit = reading.bekend[sleutel]
    if eenheid and eenheid != known_unit:
        asked = f"{sleutel} in {eenheid}, bekend is {known_unit or 'zonder eenheid'}"
        raise RijError("een andere eenheid dan de sleutel al heeft", asked)
    if naam and naam != known_name:
        reading.bestand.opmerkingen.add(
            "een andere naam dan de sleutel al heeft; die blijft",
            f"{rij.plek}, {sleutel} blijft “{known_name}”",
        )
    return known_name, known_unit


def _wide(reading: _Reading, rij: Rij, code: str) -> None:
    """Read one row of StatLine: one area with a column for each figure."""
    jaar = _year(reading, rij)
    bron = reading.bron or f"{STATLINE} {jaar}"
    for kolom in (Kolom(INWONERS, "Inwoners", "", INHABITANTS), *KOLOMMEN):
        try:
            names = [name for name in kolom.kolommen if name in rij.cellen]
            waarde = next(
                (w for name in names if (w := number(rij.cellen[name])) is not None), None
            )
            if names:
                _keep(
                    reading, rij, code, kolom.sleutel, kolom.naam, kolom.eenheid, waarde, jaar, bron
                )
        except RijError as error:
            refuse(reading, rij, RijError(error.reason, f"{kolom.sleutel} {error.example}"), code)


def _keep(
    reading: _Reading,
    rij: Rij,
    code: str,
    sleutel: str,
    naam: str,
    eenheid: str,
    waarde: Decimal | None,
    jaar: int,
    bron: str,
) -> None:
    """Keep a figure; of a key that says two things about one area and year neither is kept."""
    bestand = reading.bestand
    if waarde is None:
        bestand.leeg += 1
        return
    if sleutel == INWONERS and waarde != int(waarde):
        raise RijError("een gebroken aantal inwoners", shown(waarde))
    key = (code, sleutel, jaar)
    own = bestand.cijfers.setdefault(code, {})
    place = reading.once((sleutel, jaar))
    new = NieuwCijfer(
        sleutel=place[0],
        naam=naam,
        waarde=reading.once(waarde),
        jaar=jaar,
        bron=reading.once(bron),
        eenheid=eenheid,
    )
    known = own.get(place)
    if key in reading.doubled or (known is not None and known != new):
        if key not in reading.doubled:
            reading.doubled.add(key)
            del own[place]
            bestand.aantal -= 1
        raise RijError(
            "een cijfer dat er vaker in staat, met iets anders; geen van beide is bewaard",
            f"{code} {sleutel} {jaar}",
        )
    if known is not None:
        bestand.opmerkingen.add("precies hetzelfde cijfer nog een keer", f"{rij.plek}, {code}")
        return
    if bestand.aantal >= MOST_FIGURES:
        raise FileError("Het bestand heeft meer dan een miljoen cijfers; knip het op.")
    own[place] = new
    bestand.aantal += 1
