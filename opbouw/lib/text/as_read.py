"""A text as a person reads it: nothing invisible, one kind of space, dash, quote and digit."""

import unicodedata
from collections.abc import Sequence

# Letters, signs and marks that draw nothing: fillers of other scripts and variation selectors.
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u20e3\u2800\u3164\uffa0") | {
    chr(code) for code in range(0xFE00, 0xFE10)
}
QUOTES = frozenset("‘’‚‛′´`ʻʼʹˈ＇")
# One character that reads as two letters, and those that only differ from another in capitals.
LOOKALIKES = {"ĳ": "ij", "Ĳ": "IJ", "ı": "i", "İ": "I", "ſ": "s", "\u212a": "K"}
DASHES = frozenset("−⁃‐‑")


class _Even(dict[str, str]):
    """One character as the rules read it, empty when it is invisible; filled on demand."""

    def __missing__(self, char: str) -> str:
        self[char] = even = _even(char)
        return even


def _even(char: str) -> str:
    category = unicodedata.category(char)
    if char in INVISIBLE or category == "Cf" or char == "\r":
        return ""
    if category == "Zs" or char == "\t":
        return " "
    if category in {"Zl", "Zp"}:
        return "\n"
    if category == "Pd" or char in DASHES:
        return "-"
    if char in QUOTES:
        return "'"
    if category == "Nd":
        # Of whatever script: ٠٦ is 06.
        return str(unicodedata.decimal(char))
    if "\uff01" <= char <= "\uff5e":
        # The wide form of an ordinary character.
        return chr(ord(char) - 0xFEE0)
    return LOOKALIKES.get(char, char)


_EVEN = _Even()


def even_out(text: str) -> str:
    """Return the text with one kind of space and dash, every character in its own place."""
    return "".join(even if len(even := _EVEN[char]) == 1 else char for char in text)


def as_read(text: str) -> tuple[str, Sequence[int]]:
    """Return the text as a person reads it, and the original position of each character.

    Characters that nobody sees are gone: `12\\u200b3456782` is a number to whoever reads it.
    """
    if text.isascii() and not any(char in text for char in "\r`"):
        return text.replace("\t", " "), range(len(text))
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for even in _EVEN[char]:
            chars.append(even)
            places.append(place)
    return "".join(chars), places


def has_invisible(text: str) -> bool:
    """Tell whether a text holds a character that nobody sees."""
    return not all(_EVEN[char] for char in text)
