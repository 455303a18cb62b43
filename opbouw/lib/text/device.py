"""The rules on free text as data for the browser: the table that `static/js/lib/text` reads.

Expressions, words and sentences are written once, in Python. What a pattern cannot say is written
twice, in `checks`, `numbers` and `words` here and under the same names there; a test compares both.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation

from opbouw.lib.text import as_read, checks, numbers, words
from opbouw.lib.text.freetext import MESSAGES
from opbouw.lib.text.patterns import DATE_SHAPE, PATTERNS

TABLE = settings.BASE_DIR / "static" / "js" / "lib" / "text" / "table.js"
_HEAD = "// Made from opbouw/lib/text by `manage.py nakijkregels`; a test keeps it in step.\n"

_EXPRESSIONS: Mapping[str, re.Pattern[str]] = {
    "moneyBefore": numbers.MONEY_BEFORE,
    "moneyAfter": numbers.MONEY_AFTER,
    "dateShape": re.compile(DATE_SHAPE),
    "local": numbers.LOCAL,
    "domain": numbers.DOMAIN,
    "year": checks.YEAR,
    "aYear": checks.A_YEAR,
    "streetEnd": checks.STREET_END,
    "notAHouse": checks.NOT_A_HOUSE,
    "title": words.TITLE,
    "streetTitle": words.STREET_TITLE,
    "word": words.WORD,
    "shortPrefix": words.SHORT_PREFIX,
    "against": words.AGAINST,
    "initials": words.INITIALS,
    "phrases": words.PHRASES,
    "token": words.TOKEN,
    "noPatient": words.NO_PATIENT,
}
_LISTS: Mapping[str, frozenset[str] | set[str] | tuple[str, ...]] = {
    "phoneNumbers": numbers.NUMBERS,
    "noPostcode": checks.NO_POSTCODE,
    "noStreet": checks.NO_STREET,
    "noLowerName": checks.NO_LOWER_NAME,
    "prefixes": words.PREFIXES,
    "firstOfTwo": words.FIRST_OF_TWO,
    "noName": words.NO_NAME,
    "placeEnds": words.PLACE_ENDS,
    "streetEnds": words.STREET_ENDS,
    "diagnoses": words.DIAGNOSES,
    "abbreviations": words.ABBREVIATIONS,
}


def exported() -> dict[str, Any]:
    """Return the whole table; each `expression` is for `new RegExp(expression, flags)`."""
    with translation.override("nl"):
        messages = {kind.value: str(message) for kind, message in MESSAGES.items()}
    return {
        "messages": messages,
        "patterns": [
            {
                "kind": one.kind,
                "name": one.name,
                "expression": in_javascript(one.expression),
                "flags": "iu" if one.any_case else "u",
                "group": one.group,
                "check": one.check,
            }
            for one in PATTERNS
        ],
        "expressions": {
            name: [in_javascript(one.pattern), "iu" if one.flags & re.IGNORECASE else "u"]
            for name, one in _EXPRESSIONS.items()
        },
        "lists": {name: sorted(one) for name, one in _LISTS.items()},
        "bsnGroups": sorted("".join(map(str, sizes)) for sizes in numbers.BSN_GROUPS),
        "ibanLengths": checks.IBAN_LENGTHS,
        "invisible": "".join(sorted(as_read.INVISIBLE)),
        "quotes": "".join(sorted(as_read.QUOTES)),
        "dashes": "".join(sorted(as_read.DASHES)),
        "lookalikes": as_read.LOOKALIKES,
    }


def module() -> str:
    """Return the table as the text of a JavaScript module."""
    compact = json.JSONEncoder(separators=(",", ":")).encode
    lines = (f"  {name}: {compact(part)},\n" for name, part in exported().items())
    return f"{_HEAD}export const table = {{\n{''.join(lines)}}};\n"


# Python's \w is a letter or a number of whatever kind; JavaScript's is ASCII only.
_WORD = r"\p{L}\p{N}_"
_CLASSES = {r"[^\W\d_]": r"[\p{L}\p{Nl}\p{No}]", r"[^\W_]": r"[\p{L}\p{N}]"}


def in_javascript(expression: str) -> str:
    """Return an expression as JavaScript reads it with the flag u.

    Raises ValueError for what both read in different ways, so that nobody finds out later.
    """
    result, at, inside = "", 0, False
    while at < len(expression):
        char, escape = expression[at], expression[at : at + 2]
        known = next((one for one in _CLASSES if expression.startswith(one, at)), None)
        if known:
            result, at = result + _CLASSES[known], at + len(known)
        elif char == "\\":
            if escape in {r"\b", r"\B", r"\W", r"\s", r"\S", r"\A"}:
                raise ValueError(f"{escape} is another in JavaScript: {expression}")
            word = _WORD if inside else f"[{_WORD}]"
            result += {r"\w": word, r"\Z": "$"}.get(escape, escape)
            at += 2
        else:
            if char == "$" and not inside:
                raise ValueError(f"$ also matches before a last line end; use \\Z: {expression}")
            inside = (inside or char == "[") and char != "]"
            result, at = result + char, at + 1
    return result
