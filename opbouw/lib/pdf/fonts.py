"""The fonts of every PDF: our own files only, and which characters they hold."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Layout characters that need no glyph.
WITHOUT_GLYPH = frozenset("\t\n\r")


class FontMissingError(RuntimeError):
    """A font file is not there; the message says what to do."""


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
        if not face.path.is_file():
            raise FontMissingError(f"Het lettertype {face.file} ontbreekt. Draai eerst `npm ci`.")
    return {face.name: face.path for face in FONT_FACES}


def font_face_css(base_url: str) -> str:
    """The @font-face rules, with addresses under `base_url`."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f'src:url("{base_url}{face.name}")}}'
        for face in FONT_FACES
    )


@cache
def covered() -> frozenset[str]:
    """Every character that can be printed in both weights."""
    per_weight: dict[int, set[str]] = {}
    for face in FONT_FACES:
        with TTFont(face.path, lazy=True) as font:
            per_weight.setdefault(face.weight, set()).update(map(chr, font.getBestCmap()))
    return frozenset.intersection(*map(frozenset, per_weight.values())) | WITHOUT_GLYPH


def unprintable(text: str) -> str:
    """The characters of `text` that no font of ours holds, each once, in order of appearance."""
    return "".join(dict.fromkeys(character for character in text if character not in covered()))


def printable(text: str) -> str:
    """`text` with a visible replacement character for each one that no font of ours holds."""
    if missing := set(text) - covered():
        return text.translate(dict.fromkeys(map(ord, missing), REPLACEMENT))
    return text
