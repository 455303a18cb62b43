"""From an area file to areas to store, and a list of those that were refused."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wijken.actions.gebied import LEVELS, NieuwCijfer, NieuwGebied
from wijken.cbs import engine
from wijken.cbs.columns import INHABITANTS, KOLOMMEN, WATER, cut_off, normalise, number, text
from wijken.cbs.files import Layer, layers
from wijken.cbs.inhoud import FeatureError, FileError, Inhoud
from wijken.cbs.names import CODE, check_name, code_of, name_above, name_of
from wijken.queries.gebied import known_names

if TYPE_CHECKING:
    from wijken.cbs.shapes import Outlines

__all__ = ["BRON", "YEARS", "FeatureError", "FileError", "Inhoud", "read_file"]

YEARS = range(1995, 2100)
BRON = "CBS Wijk- en Buurtkaart"
ABROAD = "0998"  # people who live abroad are counted under it; it is no place
NO_NAME = "heeft geen naam"
NO_GEMEENTE_NAME = "heeft geen naam; geef die zelf mee, zoals GM0363=Amsterdam"
Key = tuple[str, int]
Progress = Callable[[int, int], object]


@dataclass
class _Reading:
    """What was read so far of one file."""

    jaar: int | None
    bron: str
    inhoud: Inhoud = field(default_factory=Inhoud)
    found: dict[Key, NieuwGebied] = field(default_factory=dict)
    above: dict[Key, str] = field(default_factory=dict)  # names that rows give to what they lie in
    repaired: list[str] = field(default_factory=list)
    count: int = 0


def read_file(
    path: Path,
    *,
    jaar: int | None,
    bron: str,
    progress: Progress = lambda at, total: None,
    namen: Mapping[str, str] | None = None,
) -> Inhoud:
    """Read all areas of a GeoPackage, a GeoJSON or a zipped Shapefile; raises FileError.

    `namen` are names by code that the file lacks or has wrong.
    """
    reading = _Reading(jaar, bron)
    inhoud = reading.inhoud
    without: list[tuple[str, list[FeatureError]]] = []
    with layers(path) as found:
        for layer in found:
            refused, coded = _read_layer(layer, reading, progress)
            if coded:
                inhoud.kapot += refused
            else:
                without.append((layer.naam, refused))
    if not reading.count:
        raise FileError(f"{path.name} bevat geen gebieden.")
    for naam, refused in without:
        if reading.found:  # beside layers of areas others may be found: labels, roads
            inhoud.opmerkingen.append(f"De laag {naam} heeft geen codes en is overgeslagen.")
        else:
            inhoud.kapot += refused
    if reading.repaired:
        inhoud.opmerkingen.append(
            f"{len(reading.repaired)} keer kruiste een grens zichzelf en is hij hersteld, "
            f"bijvoorbeeld van {reading.repaired[0]}."
        )
    named = _named(_with_parents(reading.found), reading, namen or {})
    inhoud.gebieden = _with_refused(named, inhoud.kapot)
    return inhoud


def _with_refused(areas: list[NieuwGebied], refused: list[FeatureError]) -> list[NieuwGebied]:
    """Tell each gemeente which of its wijken and buurten are not among the areas."""
    codes = {error.code for error in refused if CODE.fullmatch(error.code)}
    lacking: dict[str, list[str]] = defaultdict(list)
    for code in sorted(codes - {gebied.code for gebied in areas}):
        lacking[f"GM{code[2:6]}"].append(code)
    return [replace(gebied, ontbreekt=tuple(lacking.get(gebied.code, ()))) for gebied in areas]


def _read_layer(
    layer: Layer, reading: _Reading, progress: Progress
) -> tuple[list[FeatureError], bool]:
    """Read all rows; return those that are refused, and whether this is a layer of areas."""
    outlines, inhoud = engine.outlines(), reading.inhoud
    refused: list[FeatureError] = []
    coded = False
    columns: tuple[str, ...] = ()
    for properties, vorm, at in layer.rows:
        reading.count += 1
        progress(at, layer.total)
        columns = columns or tuple(properties if isinstance(properties, dict) else ())
        try:
            _read_row(properties, vorm, outlines, reading)
            coded = True
        except FeatureError as error:
            # Not the error itself: it holds on to the whole row that it was raised over.
            refused.append(FeatureError(error.code, error.reason, error.detail))
            coded = coded or bool(CODE.fullmatch(error.code))
    for said in (outlines.contradiction(layer.crs()), _cut_off(columns)):
        if said and said not in inhoud.opmerkingen:
            inhoud.opmerkingen.append(said)
    return refused, coded


def _read_row(properties: Any, vorm: Any, outlines: Outlines, reading: _Reading) -> None:
    """Take the area of a row; raises FeatureError."""
    if not isinstance(properties, dict):
        raise FeatureError(f"kenmerk {reading.count}", "heeft geen eigenschappen")
    row = normalise(properties)
    if text(row, WATER).upper() in {"JA", "B"}:
        reading.inhoud.water += 1
        return
    code = code_of(row, reading.count)
    if code[2:6] == ABROAD:
        reading.inhoud.buitenland += 1
        return
    try:
        gebied = _area(row, code, reading)
        _check_once(gebied, reading)
        shape, repaired = outlines.read(vorm)
        names = {soort: name_above(row, soort) for soort in ("wijk", "gemeente")}
    except FeatureError as error:
        raise FeatureError(code, error.reason, error.detail) from error
    except ValueError as error:
        raise FeatureError(code, str(error)) from error
    reading.repaired += [code] if repaired else []
    reading.found[code, gebied.jaar] = replace(gebied, vorm=shape)
    for soort, above in (("wijk", f"WK{code[2:8]}"), ("gemeente", gebied.gemeentecode)):
        if names[soort] and above != code:
            reading.above.setdefault((above, gebied.jaar), names[soort])


def _check_once(gebied: NieuwGebied, reading: _Reading) -> None:
    if (gebied.code, gebied.jaar) in reading.found:
        raise ValueError("staat meer dan eens in het bestand")


def _cut_off(columns: Iterable[str]) -> str:
    if not (lost := cut_off(columns)):
        return ""
    return (
        f"Een Shapefile kort de namen van kolommen af; {lost} soorten cijfers zijn zo niet te "
        "herkennen. In een GeoPackage staan ze wel."
    )


def _area(row: dict[str, Any], code: str, reading: _Reading) -> NieuwGebied:
    """Return the area of a row, without its outline; the name can still be empty."""
    year = _year(row, reading.jaar)
    source = reading.bron or f"{BRON} {year}"
    return NieuwGebied(
        code=code,
        jaar=year,
        naam=name_of(row, LEVELS[code[:2]].value),
        bron=source,
        inwoners=_inhabitants(row),
        cijfers=tuple(
            NieuwCijfer(k.sleutel, k.naam, waarde, year, source, k.eenheid)
            for k in KOLOMMEN
            if (waarde := number(row, k.kolommen)) is not None
        ),
    )


def _year(row: dict[str, Any], asked: int | None) -> int:
    said = str(row.get("jaar") or str(row.get("jrstatcode") or "")[:4]).strip()
    said = said.removesuffix(".0")
    if not said:
        if asked is None:
            raise ValueError("heeft geen jaar; geef het mee met --jaar")
        return asked
    if not re.fullmatch(r"[0-9]{4}", said) or int(said) not in YEARS:
        raise ValueError("heeft een jaar dat niet kan kloppen")
    if asked is not None and int(said) != asked:
        raise ValueError(f"is van {said}, niet van {asked}")
    return int(said)


def _inhabitants(row: dict[str, Any]) -> int | None:
    inwoners = number(row, INHABITANTS)
    if inwoners is not None and inwoners != int(inwoners):
        raise ValueError("heeft een gebroken aantal inwoners")
    return None if inwoners is None else int(inwoners)


def _with_parents(found: dict[Key, NieuwGebied]) -> dict[Key, NieuwGebied]:
    """Add the wijken and gemeenten that the codes imply and the file does not hold."""
    result = dict(found)
    for level in ("wijk", "gemeente"):
        for gebied in list(result.values()):
            code, jaar = gebied.oudercode, gebied.jaar
            if code is None or (code, jaar) in result or LEVELS[code[:2]].value != level:
                continue
            result[code, jaar] = NieuwGebied(code, jaar, "", gebied.bron, afgeleid=True)
    return result


def _named(
    areas: dict[Key, NieuwGebied], reading: _Reading, namen: Mapping[str, str]
) -> list[NieuwGebied]:
    """Give every area its name: as asked, of the file, or of an edition that is stored."""
    inhoud, result, numbered = reading.inhoud, [], []
    known = known_names({code for code, _ in areas})
    nameless = set()
    for key in sorted(areas, key=lambda key: (key[0][:2] != "GM", key)):
        code, gebied = key[0], areas[key]
        naam = namen.get(code) or gebied.naam or reading.above.get(key) or known.get(code, "")
        if gebied.gemeentecode in nameless:
            inhoud.kapot.append(FeatureError(code, "ligt in een gemeente zonder naam"))
        elif naam:
            result.append(replace(gebied, naam=check_name(naam), naam_vast=code in namen))
        elif gebied.afgeleid and code.startswith("WK"):
            numbered.append(code)
            result.append(replace(gebied, naam=f"Wijk {code[6:]}"))
        else:
            top = code.startswith("GM")
            nameless |= {code} if top else set()
            inhoud.kapot.append(FeatureError(code, NO_GEMEENTE_NAME if top else NO_NAME))
    if unused := sorted(set(namen) - {code for code, _ in areas}):
        inhoud.opmerkingen.append(
            f"{len(unused)} keer hoort een naam bij geen gebied in dit bestand, bijvoorbeeld "
            f"{unused[0]}: {namen[unused[0]]}."
        )
    if numbered:
        inhoud.opmerkingen.append(
            f"{len(numbered)} keer is de naam van een wijk niet bekend en heet hij naar zijn "
            f"nummer, bijvoorbeeld {numbered[0]}: Wijk {numbered[0][6:]}."
        )
    return sorted(_with_children(result), key=lambda gebied: (gebied.code, gebied.jaar))


def _with_children(areas: list[NieuwGebied]) -> list[NieuwGebied]:
    """Leave out what was derived from areas that were refused after all."""
    for level in ("WK", "GM"):
        above = {(gebied.oudercode, gebied.jaar) for gebied in areas}
        areas = [
            gebied
            for gebied in areas
            if not (gebied.afgeleid and gebied.code.startswith(level))
            or (gebied.code, gebied.jaar) in above
        ]
    return areas
