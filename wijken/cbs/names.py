"""Codes and names in the columns of a row, whatever the columns are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from wijken.cbs.columns import text
from wijken.cbs.inhoud import FeatureError, FileError
from wijken.models.gebied import CODE_PATTERN

CODE = re.compile(CODE_PATTERN, re.ASCII)
# Columns that are known to hold the code of the row itself go first.
CODES = (
    "codering", "gwbcode", "wijkenenbuurten", "regiocode", "statcode", "cbscode", "code",
    "buurtcode", "bucode", "wijkcode", "wkcode", "gemeentecode", "gmcode", "gemeenteco",
)  # fmt: skip
NAMES = {
    "gemeente": ("gemeentenaam", "gmnaam", "gemeentena"),
    "wijk": ("wijknaam", "wknaam"),
    "buurt": ("buurtnaam", "bunaam"),
}
OTHER_NAMES = ("statnaam", "regio", "naam", "name", "omschrijving")
ABOVE = {"wijk": ("wijkcode", "wkcode"), "gemeente": ("gemeentecode", "gmcode", "gemeenteco")}
NUMBER = re.compile(r"[\d\s.,+-]*")
LEVELS = ("BU", "WK", "GM")
NAME_LENGTH = 120
# A code and a name as people write them beside each other: with = or as in a CSV.
PAIR = re.compile(r"""\s*"?(\w+)"?\s*[=;,]\s*(?:"([^"]*)"|([^\s"=;,-][^"=;]*))?[\s;]*""")
EXAMPLE = "Goed is bijvoorbeeld GM0363=Amsterdam."
PARTS = 4  # that one letter can be sent in
# "Ãº" for "ú": UTF-8 that was read as Windows-1252 and stored as UTF-8 again.
TWICE = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]")
LOST = "\ufffd"
AGAIN = "vraag het bestand opnieuw, of sla het op als UTF-8"


def code_of(properties: Mapping[str, Any], count: int) -> str:
    """Return the code of a row: the value that fits, of the lowest level; raises FeatureError."""
    ordered = [*(name for name in CODES if name in properties), *properties]
    texts = [value for name in ordered if isinstance(value := properties[name], str)]
    fitting = [code for value in texts if (code := _code(value))]
    for level in LEVELS:
        code = next((code for code in fitting if code.startswith(level)), "")
        if code:
            _check_above(properties, code)
            return code
    said = text(properties, CODES)
    if not said:
        raise FeatureError(f"kenmerk {count}", "heeft geen code")
    shown = "".join(c if c.isascii() and c.isprintable() else "?" for c in said[:20].upper())
    raise FeatureError(shown, "is geen code van een gemeente, wijk of buurt")


def name_of(properties: Mapping[str, Any], soort: str) -> str:
    """Return the name that a row gives to the area of this level, or nothing."""
    return _name(properties, (*NAMES[soort], *OTHER_NAMES, soort))


def name_above(properties: Mapping[str, Any], soort: str) -> str:
    """Return the name that a row gives to an area above its own, or nothing."""
    return _name(properties, (*NAMES[soort], soort))


def check_name(naam: str) -> str:
    """Return a name as we store it; raises FeatureError without a code when it cannot be one."""
    naam = " ".join(naam.split())
    # What is far too long is not put in order first: that takes the square of its length.
    if len(naam) <= PARTS * NAME_LENGTH:
        naam = unicodedata.normalize("NFC", naam)
    if len(naam) > NAME_LENGTH:
        raise FeatureError("", f"heeft een naam van meer dan {NAME_LENGTH} tekens")
    if LOST in naam:
        raise FeatureError("", f"heeft een naam waarin letters verloren gingen; {AGAIN}", naam)
    if TWICE.search(_as_bytes(naam)):
        raise FeatureError("", f"heeft een naam die twee keer is gecodeerd; {AGAIN}", naam)
    if not naam.isprintable():  # control characters and lone surrogates
        raise FeatureError("", "heeft een naam met tekens die niet mogen")
    return naam


def read_names(path: Path | None, given: Iterable[str]) -> dict[str, str]:
    """Return names by code, from a CSV (code;naam) and from CODE=NAAM; raises FileError."""
    listed: list[str] = []
    if path is not None:
        try:
            listed = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise FileError(f"{path.name} is niet te lezen als tekst in UTF-8.") from error
    return _named_in(listed) | _named_in(given)


def _named_in(lines: Iterable[str]) -> dict[str, str]:
    result: dict[str, str] = {}
    for line in lines:
        pair = PAIR.fullmatch(line)
        if not line.strip() or (pair and not result and pair[1].lower() == "code"):
            continue  # nothing, or the head of a table
        code, naam = (_code(pair[1]), pair[2] or pair[3] or "") if pair else ("", "")
        try:
            naam = check_name(naam) if code else ""
        except FeatureError as error:
            raise FileError(f"{code} {error.reason}.") from error
        if NUMBER.fullmatch(naam) or _code(naam):
            said = "".join(c if c.isprintable() else " " for c in line[:40]).strip()
            raise FileError(f"“{said}” is geen code met een naam. {EXAMPLE}")
        if result.setdefault(code, naam) != naam:
            raise FileError(f"{code} krijgt twee namen: {result[code]} en {naam}.")
    return result


def _name(properties: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        said = text(properties, (name,))
        # A code or a number is no name, whatever its column is called.
        if not NUMBER.fullmatch(said) and not _code(said):
            return check_name(said)
    return ""


def _code(value: Any) -> str:
    said = value.strip().upper() if isinstance(value, str) and len(value) < 40 else ""
    return said if CODE.fullmatch(said) else ""


def _check_above(properties: Mapping[str, Any], code: str) -> None:
    for soort, names in ABOVE.items():
        length = 8 if soort == "wijk" else 6
        above = _code(text(properties, names))
        if above and len(code) > length and above[2:] != code[2:length]:
            raise FeatureError(code, f"ligt volgens het bestand in een andere {soort}")


def _as_bytes(naam: str) -> bytes:
    """Return the bytes that these letters are in Windows-1252; others as a sign that is none."""
    result = bytearray()
    for letter in naam:
        try:
            result += letter.encode("cp1252")
        except UnicodeEncodeError:
            # The five places that Windows-1252 leaves empty pass as they are.
            result.append(ord(letter) if ord(letter) < 256 else ord("?"))
    return bytes(result)
