"""The fonts of every PDF: our own files only, and which characters they hold."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

from opbouw.lib.pdf.letters import (
    Letters,
    draws_nothing,
    letters_of,
    must_be_there,
)

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Layout characters that need no glyph.
WITHOUT_GLYPH = frozenset("\t\n\r")
# What nearly every text is written in: nobody has to open a font to know that it can be drawn.
COMMON = (
    WITHOUT_GLYPH
    | frozenset(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100)) if code != 0xAD)
    | frozenset("ĳĲ–—‘’“”…€")
)


@dataclass(frozen=True)
class FontFace:
    """One font file under the name that the style sheets use."""

    family: str
    weight: int
    file: str

    @property
    def name(self) -> str:
        """The last part of the file's path, which is also its address inside a PDF."""
        return self.file.rsplit("/", 1)[-1]

    @property
    def path(self) -> Path:
        """Where npm put the file."""
        return Path(settings.BASE_DIR) / "node_modules" / self.file


ATKINSON = "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next"
# Latin-ext holds ĳ; neither subset holds U+2010, U+2011 or →, so DejaVu follows (decision 0026).
FONT_FACES = (
    FontFace("Opbouw Tekst", 400, f"{ATKINSON}-latin-400-normal.woff2"),
    FontFace("Opbouw Tekst", 700, f"{ATKINSON}-latin-700-normal.woff2"),
    FontFace("Opbouw Tekst Ext", 400, f"{ATKINSON}-latin-ext-400-normal.woff2"),
    FontFace("Opbouw Tekst Ext", 700, f"{ATKINSON}-latin-ext-700-normal.woff2"),
    FontFace("Opbouw Rest", 400, "dejavu-fonts-ttf/ttf/DejaVuSans.ttf"),
    FontFace("Opbouw Rest", 700, "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"),
)


def font_files() -> dict[str, Path]:
    """Font files by name; raises FontMissingError rather than falling back on another font."""
    for face in FONT_FACES:
        must_be_there(face.path)
    return {face.name: face.path for face in FONT_FACES}


def font_face_css(base_url: str) -> str:
    """The @font-face rules, with addresses under `base_url`."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f'src:url("{base_url}{face.name}")}}'
        for face in FONT_FACES
    )


def family_css(further: Iterable[str]) -> str:
    """The rule that brings further families in, behind our own letters and before the rest."""
    families = dict.fromkeys(face.family for face in FONT_FACES)
    *first, last = families
    names = ",".join(f'"{name}"' for name in (*first, *further, last))
    return f"html{{font-family:{names}}}"


@cache
def covered(family: str = "") -> frozenset[str]:
    """Every character that the ordinary fonts (or one family of them) hold in both weights."""
    per_weight: dict[int, set[str]] = {}
    for face in FONT_FACES:
        if face.family.startswith(family):
            with TTFont(face.path, lazy=True) as font:
                per_weight.setdefault(face.weight, set()).update(map(chr, font.getBestCmap()))
    return frozenset.intersection(*map(frozenset, per_weight.values())) | WITHOUT_GLYPH


def unprintable(text: str) -> str:
    """The characters of `text` that no font of ours holds, each once, in order of appearance."""
    unsure = set(text) - COMMON
    if not unsure:
        return ""
    missing = unsure - covered()
    return "".join(
        char for char in dict.fromkeys(text) if char in missing and not _can_be_drawn(char)
    )


def printable(text: str) -> str:
    """`text` with a visible replacement character for each one that no font of ours holds."""
    if missing := unprintable(text):
        return text.translate(dict.fromkeys(map(ord, missing), REPLACEMENT))
    return text


def _can_be_drawn(char: str) -> bool:
    return draws_nothing(char) or letters_of(char) is not None


def letters_needed(text: str) -> dict[Letters, frozenset[str]]:
    """The further fonts that a text needs, each with its characters; none for ordinary Dutch.

    Letters are in the hand of their own script throughout, also those that DejaVu has; a sign
    that DejaVu has (an arrow, a tick) needs no other font.
    """
    needed: dict[Letters, set[str]] = {}
    for char in sorted(set(text) - covered("Opbouw Tekst")):
        face = letters_of(char)
        if face is None or (char in covered() and unicodedata.category(char)[0] not in "LM"):
            continue
        needed.setdefault(face, set()).add(char)
    return {face: frozenset(chars) for face, chars in needed.items()}
