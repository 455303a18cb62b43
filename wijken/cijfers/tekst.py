"""In which characters a file was written: recognised, or refused in one sentence."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from wijken.cbs.inhoud import FileError
from wijken.cijfers.oorzaken import RijError, shown

MAX_BYTES = 500 * 1024**2
# A table has lines; a gigabyte without an end would be read at once.
LINE_BYTES = 1024**2
BLOCK = 1024**2
# What a Dutch table in Windows-1252 may hold; anything else was written in another set.
_DUTCH = (
    "áàâäãåçéèêëíìîïñóòôöõøúùûüýÿæœßÁÀÂÄÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØÚÙÛÜÝÆŒŸ"
    "€‘’“”–—…•·×±²³½¼¾°µ§©®«»´\u00a0\u00ad"
)
WINDOWS = frozenset(_DUTCH.encode("cp1252"))
# An é of an old Mac or of DOS is one of these, in the middle of a word.
_IN_A_WORD = re.compile(rb"[A-Za-z][\x91\x93\x94\x95][A-Za-z]")
_ASCII = bytes(range(128))
_KINDS = (
    (b"PK\x03\x04", "is een Excel- of zipbestand. Sla het op als CSV."),
    (b"SQLite format 3\x00", "is een kaart (GeoPackage). Lees die in als gebieden."),
    (b"%PDF", "is een PDF. Zoek dezelfde cijfers als CSV."),
    (b"\xd0\xcf\x11\xe0", "is een oud Excelbestand. Sla het op als CSV."),
)
FORMULA = "=+-@\t\r"
_SPACE = re.compile(r"\s+")


def recognise(path: Path) -> str:
    """Return the encoding of a table; raises FileError for what is none."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="strict")
    utf_8, json, beyond, line = True, False, set[int](), 0
    for at, block in enumerate(_blocks(path)):
        if at == 0:
            for magic, sentence in _KINDS:
                if block.startswith(magic):
                    raise FileError(f"Dit {sentence}")
            if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return _utf_16(path)
            # JSON may be one long line.
            json = block.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in {b"[", b"{"}
        if b"\x00" in block:
            raise FileError("Het bestand is geen tekst: er staan nultekens in.")
        if not json:
            line = _longest_line(block, line)
        beyond.update(block.translate(None, _ASCII))
        if utf_8:
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                utf_8 = False
    if utf_8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            utf_8 = False
    if not utf_8 and (not beyond <= WINDOWS or any(map(_IN_A_WORD.search, _blocks(path)))):
        raise FileError(
            "Het is niet te zeggen in welke tekens het bestand is geschreven. "
            "Sla het op als CSV UTF-8."
        )
    return "utf-8-sig" if utf_8 else "cp1252"


def _blocks(path: Path) -> Iterator[bytes]:
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            raise FileError("Het bestand is groter dan 500 MB; knip het op.")
        if not size:
            raise FileError("Het bestand is leeg.")
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block
    except OSError as error:
        raise FileError(f"Het bestand is niet te lezen: {error.strerror}.") from error


def _longest_line(block: bytes, before: int) -> int:
    """Return how long the unfinished line is after this block; raises FileError when too long."""
    lines = re.split(rb"[\r\n]", block)
    lengths = [before + len(lines[0]), *map(len, lines[1:])]
    if max(lengths) > LINE_BYTES:
        raise FileError("Het bestand heeft een regel van meer dan 1 MB: het is geen tabel.")
    return lengths[-1]


def _utf_16(path: Path) -> str:
    try:
        with path.open(encoding="utf-16") as file:
            while part := file.read(BLOCK):
                if "\x00" in part:
                    raise FileError("Het bestand is geen tekst: er staan nultekens in.")
    except UnicodeError:
        raise FileError("Het bestand is beschadigd: het is geen tekst in UTF-16.") from None
    return "utf-16"


def said(value: object, what: str, most: int) -> str:
    """Return a name, unit or source as we keep it; raises RijError when it cannot be one."""
    if value is None:
        return ""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise RijError(f"{what} die geen tekst is", shown(value))
    # Cut off, since what is read is kept: a cell may hold a hundred thousand letters.
    return _said(str(value)[: most * 3], what, most)


@lru_cache(maxsize=2000)  # a source or a name is in a file a million times
def _said(value: str, what: str, most: int) -> str:
    text = _SPACE.sub(" ", value).strip()
    if not text:
        return ""
    if value.lstrip(" ")[:1] in FORMULA:
        raise RijError(f"{what} die begint als een formule", shown(value))
    if len(text) > most:
        raise RijError(f"{what} van meer dan {most} tekens", shown(text))
    if not text.isprintable() or "\ufffd" in text or _invisible(text):
        raise RijError(f"{what} met tekens die niet mogen", shown(text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if _twice(text):
            raise RijError(f"{what} waarvan de letters dubbel zijn omgezet", shown(text))
    return text


def _invisible(text: str) -> bool:
    return any(unicodedata.category(c) in {"Cf", "Cc", "Co", "Cs"} for c in text)


def _twice(text: str) -> bool:
    """Tell whether UTF-8 was read as Windows-1252 and written as UTF-8 again."""
    try:
        return text.encode("cp1252").decode("utf-8") != text
    except UnicodeError:
        return False
