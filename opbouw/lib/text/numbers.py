"""Finds numbers and addresses of a person in free text; every rule takes linear time.

Each repetition in a pattern is bounded, or cannot be matched in two ways. All work on text that
went through `even_out` or `as_read`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

Span = tuple[int, int]

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
)
# A day, a month and a year, the year in two or four digits.
_DATE = (
    r"(?:\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)?\d{2}(?!\d)"
    rf"|\d{{1,2}} (?:{_MONTHS})\.? '?(?:19|20)?\d{{2}}(?!\d)"
    r"|(?:19|20)\d{2}-\d{2}-\d{2}(?!\d))"
)


class _Even(dict[str, str]):
    """One character as the rules read it, empty when it is invisible; filled on demand."""

    def __missing__(self, char: str) -> str:
        category = unicodedata.category(char)
        if char in INVISIBLE or category == "Cf" or char == "\r":
            even = ""
        elif category == "Zs" or char == "\t":
            even = " "
        elif category in {"Zl", "Zp"}:
            even = "\n"
        else:
            even = "-" if category == "Pd" or char == "−" else char
        self[char] = even
        return even


# Letters, signs and marks that draw nothing: fillers of other scripts and variation selectors.
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u20e3\u2800\u3164\uffa0") | {
    chr(code) for code in range(0xFE00, 0xFE10)
}
_EVEN = _Even()


def even_out(text: str) -> str:
    """Return the text with one kind of space and dash, every character in its own place."""
    return "".join(_EVEN[char] or char for char in text)


def as_read(text: str) -> tuple[str, Sequence[int]]:
    """Return the text as a person reads it, and the original position of each character.

    Characters that nobody sees are gone: `12\\u200b3456782` is a number to whoever reads it.
    """
    if text.isascii() and "\r" not in text:
        return text.replace("\t", " "), range(len(text))
    chars, places = [], []
    for place, char in enumerate(text):
        if even := _EVEN[char]:
            chars.append(even)
            places.append(place)
    return "".join(chars), places


# --- Citizen service number ---
_NINE = re.compile(r"(?<!\d)(?<!\d[.,])\d{9}(?!\d)")
_MONEY_BEFORE = re.compile(r"(?:€|eur|euro) ?$", re.IGNORECASE)
_MONEY_AFTER = re.compile(r" ?(?:€|eur(?:o|o's)?\b|,\d{2}\b|,-)", re.IGNORECASE)
_DATE_SHAPE = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d(?!\d)")
# The ways in which people group nine digits; other groupings are more often a row of numbers.
_BSN_GROUPS = {(3, 3, 3), (4, 2, 3), (2, 3, 4), (2, 2, 2, 3), (3, 2, 2, 2), (4, 3, 2), (1,) * 9}


def passes_eleven_test(digits: str) -> bool:
    """Tell whether nine digits can be a citizen service number (Wabb: weights 9 to 2 and -1)."""
    if len(digits) != 9 or not digits.isdecimal():
        return False
    numbers = [int(digit) for digit in digits]
    total = sum(n * weight for n, weight in zip(numbers, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0 and any(numbers)


@cache
def _groups(separator: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)\d+(?:{re.escape(separator)}\d+)+")


def find_bsns(text: str) -> Iterator[Span]:
    """Yield nine digits that pass the eleven-test, whole or grouped by one kind of separator."""
    phones = [span for span in find_phones(text) if span[1] - span[0] > 9]
    phone_at = bytearray(len(text))
    for start, end in phones:
        phone_at[start:end] = b"\x01" * (end - start)
    # A number may continue on the next line.
    text = text.replace("\n", " ")
    for start, end in _nine_digits(text):
        digits = "".join(char for char in text[start:end] if char.isdecimal())
        if not passes_eleven_test(digits):
            continue
        # Part of a longer telephone number, as in +31 612345678.
        before, after = phone_at[start - 1 : start], phone_at[end : end + 1]
        if phone_at[start] and (any(before) or any(after)):
            continue
        if _MONEY_BEFORE.search(text[max(0, start - 6) : start]) or _MONEY_AFTER.match(text, end):
            continue
        yield start, end


def _nine_digits(text: str) -> Iterator[Span]:
    for match in _NINE.finditer(text):
        yield match.span()
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
                if whole or tuple(sizes) in _BSN_GROUPS:
                    start = chain.start() + parts[first][0]
                    end = chain.start() + parts[first + len(sizes) - 1][1]
                    if not _DATE_SHAPE.match(text, start):
                        yield start, end


# --- Bank account ---
_IBAN_START = re.compile(r"(?<![^\W_])[A-Za-z]{2}\d{2}(?=[ .-]?[A-Za-z0-9])")
_IBAN_LENGTHS = {
    "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22,
    "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GR": 27,
    "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
    "MA": 28, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PL": 28,
    "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26,
    "UA": 29, "XK": 20,
}  # fmt: skip


def find_ibans(text: str) -> Iterator[Span]:
    """Yield bank account numbers whose check digits are right (ISO 13616, modulo 97)."""
    for match in _IBAN_START.finditer(text):
        wanted = _IBAN_LENGTHS.get(match[0][:2].upper())
        if wanted is None:
            continue
        letters, end, gap = "", match.start(), False
        while end < len(text) and len(letters) < wanted:
            char = text[end]
            if char.isascii() and char.isalnum():
                letters, gap = letters + char.upper(), False
            elif gap or char not in " .-":
                break
            else:
                gap = True
            end += 1
        if len(letters) == wanted and not text[end : end + 1].isalnum():
            turned = letters[4:] + letters[:4]
            if int("".join(str(int(char, 36)) for char in turned)) % 97 == 1:
                yield match.start(), end


# --- E-mail ---
_LOCAL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}$")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_]{2,24}")


def find_emails(text: str) -> Iterator[Span]:
    """Yield e-mail addresses; looks left and right of each @ over a bounded distance."""
    at = text.find("@")
    while at != -1:
        local = _LOCAL.search(text[max(0, at - 64) : at])
        domain = _DOMAIN.match(text, at + 1, at + 255)
        if local and domain:
            yield at - len(local[0]), domain.end()
        at = text.find("@", at + 1)


# --- Telephone ---
_GAP = r"[ .-]{0,3}"
_PHONE = re.compile(
    r"(?<![\w+])(?<!\d[.,/-])"
    rf"(?!{_DATE_SHAPE.pattern})"
    r"(?:"
    rf"(?:\+|00)31{_GAP}(?:\(0\){_GAP})?[1-9](?:{_GAP}\d){{8}}"  # Dutch, from abroad
    r"|\(?0[1-9](?:[ .)-]{0,3}\d){8}"  # Dutch: ten digits
    rf"|\+(?!31)[1-9]\d{{0,2}}(?:{_GAP}\d){{7,11}}"  # other countries
    r")(?!\d)"
)


def find_phones(text: str) -> Iterator[Span]:
    """Yield telephone numbers that reach a person or a home; not the short public ones."""
    for match in _PHONE.finditer(text):
        # "01 12 15 18 20" is a row of numbers; in pairs only an 06 number is written so.
        sizes = [len(part) for part in re.findall(r"\d+", match[0])]
        if len(sizes) < 5 or sizes[0] > 2 or match[0].startswith(("06", "+", "(")):
            yield match.span()


# --- Date of birth ---
_BIRTH = re.compile(
    rf"(?<!\w)(?:geboren|geboortedatum|geboortedag|geb\.? ?datum|geb\.?)(?!\w)"
    rf"[^\d\n]{{0,30}}?({_DATE})"
    rf"|({_DATE})[^\w\n]{{0,3}}(?:is )?(?:geboren|geboortedatum)(?!\w)",
    re.IGNORECASE,
)


def find_birth_dates(text: str) -> Iterator[Span]:
    """Yield dates beside a word for birth."""
    for match in _BIRTH.finditer(text):
        yield match.span(1) if match[1] else match.span(2)


# --- Address ---
# SA, SD and SS are never given out. Lower case only when written as one word.
_POSTCODE = re.compile(
    r"(?<![\w.,-])[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|[a-z]{2})(?!\w)"
    r"(?P<number>(?:[, ]{1,2}(?:nr|no|huisnr|huisnummer|nummer)?\.? ?\d{1,5}"
    r"(?:-?[a-zA-Z]{1,2}|-\d{1,3})?(?!\w))?)"
)
# In capitals these are words: "IN 2026 EN 2027".
_WORDS = {
    "AF", "AL", "BE", "DE", "EN", "ER", "HE", "IK", "IN", "IS", "JA", "JE", "NA", "NU", "OF", "OM",
    "OP", "TE", "UP", "WE", "WO", "ZE", "ZO",
}  # fmt: skip
_STREET = re.compile(
    r"(?<!\w)([^\W\d_][\w'’-]{2,40}) (\d{1,4})(?: ?[a-zA-Z](?!\w)|-\d{1,3})?(?!\w)"
)
_STREET_ENDS = (
    "straat", "laan", "weg", "plein", "kade", "gracht", "singel", "hof", "dreef", "pad", "steeg",
    "dijk", "plantsoen", "boulevard", "allee", "markt", "park",
)  # fmt: skip
_NO_STREET = {"onderweg", "omweg", "fietspad", "voetpad", "schoolplein", "speelplein"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_A_HOUSE = re.compile(
    rf" (?:{_MONTHS}|uur|keer|jaar|dagen|weken|maanden|minuten|euro|procent|meter|km|x|a|à|of|tot|"
    r"mensen|bewoners|buren|kinderen|ouders|jongeren|ouderen|gezinnen|huishoudens|woningen|huizen|"
    r"vrouwen|mannen|meiden|jongens|vrijwilligers|deelnemers|bezoekers|stemmen|handtekeningen)(?!\w)"
    r"| ?%|[.:]\d",
    re.IGNORECASE,
)


def find_addresses(text: str) -> Iterator[Span]:
    """Yield postcodes, with the house number behind them, and streets with a house number."""
    for match in _POSTCODE.finditer(text):
        code = match[0][: match.start("number") - match.start()]
        if code[4:].strip().upper() not in _WORDS or (match["number"] and code[4] != " "):
            yield match.span()
    for match in _STREET.finditer(text):
        street = match[1].casefold()
        if not match[1][0].isupper() or not street.endswith(_STREET_ENDS) or street in _NO_STREET:
            continue
        # "Kerstmarkt 2026" and "Dorpsplein 12 april" hold no house number.
        if _YEAR.fullmatch(match[2]) or any(
            _NOT_A_HOUSE.match(text, end) for end in (match.end(2), match.end())
        ):
            continue
        yield match.span()
