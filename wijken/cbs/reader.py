"""From a GeoJSON file to areas to store, and a list of those that were refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from opbouw.lib.maps.geometry import clean
from wijken.actions.gebied import LEVELS, NieuwCijfer, NieuwGebied
from wijken.cbs.columns import (
    CODES,
    INHABITANTS,
    KOLOMMEN,
    NAMES,
    OTHER_CODES,
    normalise,
    number,
    text,
)
from wijken.models.gebied import CODE_PATTERN

CODE = re.compile(CODE_PATTERN, re.ASCII)
MAX_BYTES = 1024**3  # all of the Netherlands is a third of this
YEARS = range(1995, 2100)
NAME_LENGTH = 120
BRON = "CBS Wijk- en Buurtkaart"


class FileError(Exception):
    """A file that cannot be read at all; the message is one Dutch sentence."""


class FeatureError(ValueError):
    """An area that is refused: its code as far as known, and the reason."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason


@dataclass
class Inhoud:
    """What a file holds: areas with those above them, broken ones, and water."""

    gebieden: list[NieuwGebied] = field(default_factory=list)
    kapot: list[FeatureError] = field(default_factory=list)
    water: int = 0


def read_file(
    path: Path,
    *,
    jaar: int | None,
    bron: str,
    progress: Callable[[int, int], object] = lambda at, total: None,
) -> Inhoud:
    """Read all areas of a GeoJSON FeatureCollection; raises FileError."""
    content = _load(path)
    found: dict[tuple[str, int], NieuwGebied] = {}
    names: dict[tuple[str, int], str] = {}
    inhoud = Inhoud()
    count = 0
    for feature, at in features(content):
        count += 1
        progress(at, len(content))
        try:
            properties = _properties(feature, count)
            if str(properties.get("water", "")).strip().upper() in {"JA", "B"}:
                inhoud.water += 1
                continue
            gebied = read_feature(feature, properties, count, jaar=jaar, bron=bron)
        except FeatureError as error:
            inhoud.kapot.append(error)
            continue
        if (gebied.code, gebied.jaar) in found:
            again = FeatureError(gebied.code, "staat meer dan eens in het bestand")
            inhoud.kapot.append(again)
            continue
        found[gebied.code, gebied.jaar] = gebied
        for soort, code in (("wijk", f"WK{gebied.code[2:8]}"), ("gemeente", gebied.gemeentecode)):
            if (name := text(properties, NAMES[soort][:2])) and _name_reason(name) is None:
                names.setdefault((code, gebied.jaar), name)
    if not count:
        raise FileError(f"{path.name} bevat geen gebieden.")
    inhoud.gebieden = _with_parents(found, names)
    return inhoud


def _load(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FileError(f"{path.name} is groter dan 1 GB; lees het per provincie in.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FileError(f"{path.name} is niet te lezen: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise FileError(f"{path.name} is geen tekst in UTF-8.") from error


def features(content: str) -> Iterator[tuple[Any, int]]:
    """Yield each feature with its place in the text, one at a time: the whole would not fit.

    Raises FileError for what is no JSON or no FeatureCollection.
    """
    decoder = json.JSONDecoder()
    space = re.compile(r"[ \t\r\n]*")

    def skip(at: int) -> int:
        found = space.match(content, at)
        return found.end() if found else at

    def expect(at: int, sign: str) -> int:
        if content[at : at + 1] != sign:
            raise FileError("Het bestand is geen geldige GeoJSON.")
        return skip(at + 1)

    def value(at: int) -> tuple[Any, int]:
        try:
            found, end = decoder.raw_decode(content, at)
        except (ValueError, RecursionError):
            raise FileError("Het bestand is geen geldige GeoJSON.") from None
        return found, skip(end)

    kind, listed = None, False
    at = expect(skip(0), "{")
    while content[at : at + 1] != "}":
        name, at = value(at)
        at = expect(at, ":")
        if name == "features":
            listed = True
            at = expect(at, "[")
            while content[at : at + 1] != "]":
                feature, at = value(at)
                yield feature, at
                if content[at : at + 1] != "]":
                    at = expect(at, ",")
            at = skip(at + 1)
        else:
            found, at = value(at)
            kind = found if name == "type" else kind
        if content[at : at + 1] != "}":
            at = expect(at, ",")
    if kind != "FeatureCollection" or not listed:
        raise FileError("Het bestand is geen FeatureCollection.")
    if skip(at + 1) != len(content):
        raise FileError("Het bestand is geen geldige GeoJSON.")


def _properties(feature: Any, count: int) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise FeatureError(f"kenmerk {count}", "heeft geen eigenschappen")
    return normalise(properties)


def read_feature(
    feature: dict[str, Any],
    properties: dict[str, Any],
    count: int,
    *,
    jaar: int | None,
    bron: str = "",
) -> NieuwGebied:
    """Return the area that a feature describes; raises FeatureError with the reason."""
    code = _code(properties, count)
    try:
        year = _year(properties, jaar)
        source = bron or f"{BRON} {year}"
        return NieuwGebied(
            code=code,
            jaar=year,
            naam=_name(properties, LEVELS[code[:2]].value),
            bron=source,
            vorm=clean(feature.get("geometry")),
            inwoners=_inhabitants(properties),
            cijfers=tuple(
                NieuwCijfer(k.sleutel, k.naam, waarde, year, source, k.eenheid)
                for k in KOLOMMEN
                if (waarde := number(properties, k.kolommen)) is not None
            ),
        )
    except ValueError as error:
        raise FeatureError(code, str(error)) from error


def _code(properties: dict[str, Any], count: int) -> str:
    code = (text(properties, OTHER_CODES) or text(properties, CODES)).upper()
    if not code:
        raise FeatureError(f"kenmerk {count}", "heeft geen code")
    if not CODE.fullmatch(code):
        shown = "".join(c if c.isascii() and c.isprintable() else "?" for c in code[:20])
        raise FeatureError(shown, "is geen code van een gemeente, wijk of buurt")
    for column, length in (("wijkcode", 8), ("gemeentecode", 6)):
        above = text(properties, (column,)).upper()
        if above and len(code) > length and above[2:] != code[2:length]:
            raise FeatureError(code, f"ligt volgens het bestand in een andere {column[:-4]}")
    return code


def _year(properties: dict[str, Any], asked: int | None) -> int:
    said = str(properties.get("jaar") or str(properties.get("jrstatcode") or "")[:4]).strip()
    if not said:
        if asked is None:
            raise ValueError("heeft geen jaar; geef het mee met --jaar")
        return asked
    if not re.fullmatch(r"[0-9]{4}", said) or int(said) not in YEARS:
        raise ValueError("heeft een jaar dat niet kan kloppen")
    if asked is not None and int(said) != asked:
        raise ValueError(f"is van {said}, niet van {asked}")
    return int(said)


def _inhabitants(properties: dict[str, Any]) -> int | None:
    inwoners = number(properties, INHABITANTS)
    if inwoners is not None and inwoners != int(inwoners):
        raise ValueError("heeft een gebroken aantal inwoners")
    return None if inwoners is None else int(inwoners)


def _name(properties: dict[str, Any], soort: str) -> str:
    naam = text(properties, NAMES[soort])
    if reason := _name_reason(naam):
        raise ValueError(reason)
    return naam


def _name_reason(naam: str) -> str | None:
    if not naam:
        return "heeft geen naam"
    if len(naam) > NAME_LENGTH:
        return f"heeft een naam van meer dan {NAME_LENGTH} tekens"
    if not naam.isprintable():  # control characters and lone surrogates
        return "heeft een naam met tekens die niet mogen"
    return None


def _with_parents(
    found: dict[tuple[str, int], NieuwGebied], names: dict[tuple[str, int], str]
) -> list[NieuwGebied]:
    """Add the wijken and gemeenten that the codes imply and the file does not hold."""
    result = dict(found)
    for level in ("wijk", "gemeente"):
        for gebied in list(result.values()):
            code, jaar = gebied.oudercode, gebied.jaar
            if code is None or (code, jaar) in result or LEVELS[code[:2]].value != level:
                continue
            naam = names.get((code, jaar)) or (f"Wijk {code[6:]}" if level == "wijk" else code)
            result[code, jaar] = NieuwGebied(code, jaar, naam, gebied.bron, afgeleid=True)
    return [result[key] for key in sorted(result)]
