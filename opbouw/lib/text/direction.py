"""The direction in which a text is read, from its first letter that has one."""

import unicodedata
from typing import Literal

Direction = Literal["ltr", "rtl"]

_DIRECTIONS: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction(text: str) -> Direction:
    """Return "rtl" for a text that begins in Arabic, Hebrew and the like, else "ltr".

    This is what `dir="auto"` does in a browser (Unicode Bidirectional Algorithm, rule P2); the
    engine of the PDF does not know that value.
    """
    for character in text:
        if found := _DIRECTIONS.get(unicodedata.bidirectional(character)):
            return found
    return "ltr"


def quoted(text: str) -> str:
    """Return the text between quotation marks, which change places from right to left."""
    return f"”{text}“" if direction(text) == "rtl" else f"“{text}”"
