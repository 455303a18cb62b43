"""Letters of other scripts for the PDF: each font is read only when a text needs it."""

import io
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHT = 400
# Where two hold a character the first is taken. Empty: all numbered parts of the package.
PACKAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    # Each of its letters is one glyph, so that a reader's program finds the letters again: with
    # Noto Sans Arabic (a glyph for the stroke, another for the dots) ب came out as پ.
    ("@fontsource-variable/vazirmatn", ("arabic",)),
    ("@fontsource-variable/noto-sans-arabic", ("arabic",)),
    ("@fontsource-variable/noto-sans-ethiopic", ("ethiopic",)),
    ("@fontsource/hind", ("devanagari",)),
    (
        "@fontsource-variable/noto-sans",
        ("vietnamese", "latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext"),
    ),
    ("@fontsource-variable/noto-emoji", ()),
    ("@fontsource-variable/noto-sans-sc", ()),
)
# What makes a font variable; without it the font is in its default weight.
VARIATIONS = ("fvar", "gvar", "avar", "cvar", "HVAR", "VVAR", "MVAR", "STAT")
_RANGE = re.compile(r"U\+([0-9a-f]+)(?:-([0-9a-f]+))?", re.IGNORECASE)


class FontMissingError(RuntimeError):
    """A font file is not there; the message says what to do."""


def must_be_there(path: Path) -> Path:
    """Return the path of a file from npm; raises FontMissingError when it is not there."""
    if not path.is_file():
        file = path.relative_to(Path(settings.BASE_DIR) / "node_modules")
        raise FontMissingError(f"Het lettertype {file} ontbreekt. Draai eerst `npm ci`.")
    return path


@dataclass(frozen=True, order=True)
class Letters:
    """One font file of one script, or a part of a script."""

    package: str
    part: str

    @property
    def name(self) -> str:
        """The file name, which is also its address inside a PDF."""
        weight = "wght" if "variable" in self.package else WEIGHT
        return f"{self.package.rpartition('/')[2]}-{self.part}-{weight}-normal.woff2"

    @property
    def family(self) -> str:
        """A family for each file: WeasyPrint takes two files of one family for the same font."""
        return f"Opbouw Letters {self.package.rpartition('/')[2]} {self.part}"

    @property
    def path(self) -> Path:
        """Where npm put the file."""
        return must_be_there(_folder(self.package) / "files" / self.name)

    @cache  # noqa: B019  a hundred of these exist at most, for as long as the process
    def holds(self) -> frozenset[str]:
        """The characters that this file has a glyph for."""
        with TTFont(self.path, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap()))

    def cut(self, characters: frozenset[str]) -> bytes:
        """Return the font in its ordinary weight; the same input gives the same bytes.

        Where that is not its default weight, only these characters are worked out: a whole part
        of Chinese takes a second, and a text has a few characters of twenty parts.
        """
        font = TTFont(self.path, recalcTimestamp=False)
        axes = font["fvar"].axes if "fvar" in font else ()
        if all(axis.defaultValue == WEIGHT for axis in axes):
            for table in VARIATIONS:
                if table in font:
                    del font[table]
        else:
            subsetter = subset.Subsetter(subset.Options(layout_features=["*"]))
            subsetter.populate(unicodes=map(ord, characters))
            subsetter.subset(font)
            font = instancer.instantiateVariableFont(font, {"wght": WEIGHT})
        font.flavor = None
        data = io.BytesIO()
        font.save(data)
        return data.getvalue()


def letters_of(char: str) -> Letters | None:
    """Return the font that this character is drawn with, if one of these holds it."""
    return next((face for face in _places().get(ord(char), ()) if char in face.holds()), None)


def draws_nothing(char: str) -> bool:
    """Tell whether a character only says how its neighbours are drawn, such as a joiner."""
    code = ord(char)
    selects = 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
    return selects or unicodedata.category(char) == "Cf"


def letters_css(base_url: str, faces: frozenset[Letters]) -> str:
    """The @font-face rules of these fonts, with addresses under `base_url`."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{WEIGHT};'
        f'src:url("{base_url}{face.name}")}}'
        for face in sorted(faces)
    )


def _folder(package: str) -> Path:
    return Path(settings.BASE_DIR) / "node_modules" / package


@cache
def _places() -> dict[int, list[Letters]]:
    result: dict[int, list[Letters]] = {}
    for package, parts in PACKAGES:
        told = json.loads(must_be_there(_folder(package) / "unicode.json").read_text("utf-8"))
        ranges = {key.strip("[]"): codes for key, codes in told.items()}
        for part in parts or ranges:
            for first, last in _RANGE.findall(ranges[part]):
                for code in range(int(first, 16), int(last or first, 16) + 1):
                    result.setdefault(code, []).append(Letters(package, part))
    return result
