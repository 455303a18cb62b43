"""Finds numbers, dates and addresses of a person in free text; every rule takes linear time.

What they look like is in `patterns`, and `checks` has the last word on each. All work on text that
went through `even_out` or `as_read`; `static/js/lib/text/numbers.js` says the same.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from opbouw.lib.text.checks import CHECKS, digits_of, iban_end, passes_eleven_test
from opbouw.lib.text.patterns import DATE_SHAPE, PATTERNS, Pattern

Span = tuple[int, int]


@cache
def _compiled() -> dict[str, list[tuple[Pattern, re.Pattern[str]]]]:
    result: dict[str, list[tuple[Pattern, re.Pattern[str]]]] = {}
    for one in PATTERNS:
        expression = re.compile(one.expression, re.IGNORECASE if one.any_case else 0)
        result.setdefault(one.kind, []).append((one, expression))
    return result


def find(kind: str, text: str, *, only: Collection[str] = ()) -> Iterator[Span]:
    """Yield where a text holds this kind, by every pattern of it or by those named in `only`."""
    for one, expression in _compiled()[kind]:
        if only and one.name not in only:
            continue
        for match in expression.finditer(text):
            # An IBAN begins where the pattern says and ends where its length is reached.
            end = iban_end(match) if one.check == "iban" else match.end(one.group)
            if end is not None and CHECKS[one.check](match):
                yield match.start(one.group), end


# --- Citizen service number ---
MONEY_BEFORE = re.compile(r"(?:€|eur|euro) ?\Z", re.IGNORECASE)
MONEY_AFTER = re.compile(r" ?(?:€|(?:eur(?:o|o's)?|,\d{2})(?!\w)|,-)", re.IGNORECASE)
DATE_SHAPED = re.compile(DATE_SHAPE)
# The ways in which people group nine digits; other groupings are more often a row of numbers.
BSN_GROUPS = {(3, 3, 3), (4, 2, 3), (2, 3, 4), (2, 2, 2, 3), (3, 2, 2, 2), (4, 3, 2), (1,) * 9}


@cache
def _groups(separator: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)\d+(?:{re.escape(separator)}\d+)+")


def find_bsns(text: str) -> Iterator[Span]:
    """Yield nine digits that pass the eleven-test, whole or grouped by one kind of separator."""
    phones = [span for span in find("telefoon", text, only=NUMBERS) if span[1] - span[0] > 9]
    phone_at = bytearray(len(text))
    for start, end in phones:
        phone_at[start:end] = b"\x01" * (end - start)
    # A number may continue on the next line.
    text = text.replace("\n", " ")
    for start, end in (*find("bsn", text), *_grouped(text)):
        # Part of a longer telephone number, as in +31 612345678.
        before, after = phone_at[start - 1 : start], phone_at[end : end + 1]
        if phone_at[start] and (any(before) or any(after)):
            continue
        if MONEY_BEFORE.search(text[max(0, start - 6) : start]) or MONEY_AFTER.match(text, end):
            continue
        yield start, end


def _grouped(text: str) -> Iterator[Span]:
    for separator in (" ", ".", "-", "/"):
        for chain in _groups(separator).finditer(text):
            parts = [part.span() for part in re.finditer(r"\d+", chain[0])]
            for first in range(len(parts)):
                sizes: list[int] = []
                for start, end in parts[first : first + 9]:
                    sizes.append(end - start)
                    if sum(sizes) >= 9:
                        break
                whole = len(sizes) == len(parts) <= 5 and sum(sizes) == 9
                if whole or tuple(sizes) in BSN_GROUPS:
                    start = chain.start() + parts[first][0]
                    end = chain.start() + parts[first + len(sizes) - 1][1]
                    if not DATE_SHAPED.match(text, start) and passes_eleven_test(
                        digits_of(text[start:end])
                    ):
                        yield start, end


# --- E-mail ---
LOCAL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}\Z")
DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_]{2,24}")


def find_emails(text: str) -> Iterator[Span]:
    """Yield e-mail addresses; looks left and right of each @ over a bounded distance."""
    at = text.find("@")
    while at != -1:
        local = LOCAL.search(text[max(0, at - 64) : at])
        domain = DOMAIN.match(text, at + 1)
        if local and domain:
            yield at - len(local[0]), domain.end()
        at = text.find("@", at + 1)


def find_all_emails(text: str) -> Iterator[Span]:
    """Yield e-mail addresses, also those written so that a machine would not see them."""
    yield from find_emails(text)
    yield from find("e-mail", text)


# --- Telephone ---
# Those that can be dialled as written.
NUMBERS = frozenset({"from abroad", "dutch", "other country"})


def find_phones(text: str) -> Iterator[Span]:
    """Yield whole telephone numbers that reach a person or a home; not the short public ones."""
    yield from find("telefoon", text, only=NUMBERS)
