"""Marks on letters: how many somebody stacks on one letter.

Putting marks in order (Unicode normalisation) takes the square of how many stand in a row, and
Python does nothing else meanwhile. A text in which no row is long is put in order in linear time.
"""

import re
import unicodedata
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Tibetan stacks seven on one letter; Arabic, Hindi, Hebrew and Vietnamese hold to four.
MOST = 10
# Up to here a form says what is wrong; whoever sends more wrote nothing to point at.
MOST_READABLE = 100
# Every mark that Unicode has lies here; the last ones choose a variant of a Chinese sign.
_PLACES = (range(0x300, 0x20000), range(0xE0100, 0xE01F0))
# The half-width voicing signs of Japanese are letters until they are put in order.
_LIKE_MARKS = "\uff9e\uff9f"


def longest_row(text: str) -> int:
    """Return how many marks stand on one letter at most; takes linear time."""
    if text.isascii():
        return 0
    return max((row.end() - row.start() for row in _rows().finditer(text)), default=0)


def refuse_stacked_marks(text: str) -> None:
    """Raise ValidationError where so many marks stand on one letter that nobody can read it."""
    if longest_row(text) > MOST:
        raise ValidationError(
            _("Op één letter staan te veel streepjes of puntjes. Typ dat stuk opnieuw."),
            code="marks",
        )


@cache
def _rows() -> re.Pattern[str]:
    chars = (chr(code) for codes in _PLACES for code in codes)
    marks = "".join(char for char in chars if unicodedata.category(char)[0] == "M")
    return re.compile(f"[{marks}{_LIKE_MARKS}]+")
