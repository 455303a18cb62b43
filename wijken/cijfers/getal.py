"""What a cell of a table says: a figure, a missing one, or a year."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from wijken.cijfers.oorzaken import RijError, shown

YEARS = range(1995, 2100)
LIMIT = 10**9
HUNDREDTH = Decimal("0.01")
MARKS = frozenset({"", ".", "..", "-", "x", "*", "^"})
MISSING = frozenset(map(Decimal, range(-99999, -99994)))
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?|\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"-?\d{1,20}([.,]\d{0,40})?|[.,]\d{1,40}")
_UNCERTAIN = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_YEAR = re.compile(r"(\d{4})(?:\.0+|JJ00)?")
_SPACES = str.maketrans("", "", " \u00a0\u202f")


def number(value: object) -> Decimal | None:
    """Return the figure in a cell, with two decimals; None when it is missing.

    Raises RijError for what is no number, and for what can be read as two: an unknown mark must
    not become a figure, nor 12.500 households twelve and a half.
    """
    if value is None:
        return None
    if isinstance(value, bool | dict | list):
        raise RijError("geen getal", shown(value))
    if isinstance(value, int | float):
        figure = Decimal(str(value))
    else:
        text = str(value)[:80].strip().translate(_SPACES)
        if text.lower() in MARKS:
            return None
        figure = _parse(text)
    if figure in MISSING:
        return None
    if not figure.is_finite() or not 0 <= figure < LIMIT:
        raise RijError("een getal dat niet kan kloppen", shown(value))
    rounded = figure.quantize(HUNDREDTH, ROUND_HALF_UP)
    if figure and not rounded:
        raise RijError("een getal dat te klein is voor twee cijfers achter de komma", shown(value))
    return rounded


def _parse(text: str) -> Decimal:
    if not text.isascii():
        raise RijError("geen getal", shown(text))
    if _UNCERTAIN.fullmatch(text):
        raise RijError(
            "een getal dat op twee manieren te lezen is: schrijf 12500 of 12,5, niet 12.500",
            shown(text),
        )
    if _GROUPED.fullmatch(text):
        point = max(text.rfind("."), text.rfind(","))
        signs = {c for c in text if not c.isdigit()}
        if len(signs) == 2:
            text = f"{re.sub('[.,]', '', text[:point])}.{text[point + 1 :]}"
        elif text.count(text[point]) > 1:
            text = re.sub("[.,]", "", text)
    elif not _PLAIN.fullmatch(text):
        raise RijError("geen getal", shown(text))
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise RijError("geen getal", shown(text)) from None


def year(value: object) -> int | None:
    """Return the year in a cell, None when it says none; raises RijError for what is no year."""
    text = "" if value is None else str(value)[:20].strip()
    if not text:
        return None
    found = _YEAR.fullmatch(text)
    if not (found and text.isascii() and int(found[1]) in YEARS):
        raise RijError("een jaar dat niet kan kloppen", shown(value))
    return int(found[1])
