"""Finds numbers, dates and addresses of a person in free text; every rule takes linear time.

What they look like is in `patterns`; here is what a pattern cannot say. All work on text that went
through `even_out` or `as_read`.
"""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cache

from opbouw.lib.text.patterns import DATE_SHAPE, MONTHS, PATTERNS

Span = tuple[int, int]
Match = re.Match[str]


@cache
def _compiled() -> dict[str, list[tuple[str, "re.Pattern[str]", int, Callable[[Match], bool]]]]:
    result: dict[str, list[tuple[str, re.Pattern[str], int, Callable[[Match], bool]]]] = {}
    for one in PATTERNS:
        expression = re.compile(one.expression, re.IGNORECASE if one.any_case else 0)
        row = (one.name, expression, one.group, CHECKS[one.check])
        result.setdefault(one.kind, []).append(row)
    return result


def find(kind: str, text: str, *, only: Collection[str] = ()) -> Iterator[Span]:
    """Yield where a text holds this kind, by every pattern of it or by those named in `only`."""
    for name, expression, group, check in _compiled()[kind]:
        if only and name not in only:
            continue
        for match in expression.finditer(text):
            if check(match):
                # An IBAN begins where the pattern says and ends where its length is reached.
                yield match.start(group), (_iban_end(match) or match.end(group))


# --- Citizen service number ---
_MONEY_BEFORE = re.compile(r"(?:€|eur|euro) ?$", re.IGNORECASE)
_MONEY_AFTER = re.compile(r" ?(?:€|eur(?:o|o's)?\b|,\d{2}\b|,-)", re.IGNORECASE)
_DATE_SHAPE = re.compile(DATE_SHAPE)
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
        if _MONEY_BEFORE.search(text[max(0, start - 6) : start]) or _MONEY_AFTER.match(text, end):
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
                if whole or tuple(sizes) in _BSN_GROUPS:
                    start = chain.start() + parts[first][0]
                    end = chain.start() + parts[first + len(sizes) - 1][1]
                    if not _DATE_SHAPE.match(text, start) and passes_eleven_test(
                        _digits(text[start:end])
                    ):
                        yield start, end


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())


def _citizen_number(match: Match) -> bool:
    return passes_eleven_test(match[0])


def _named_citizen_number(match: Match) -> bool:
    # Whoever leaves the first nought out still wrote down a number.
    return passes_eleven_test(_digits(match[1]).zfill(9))


# --- Bank account ---
_IBAN_LENGTHS = {
    "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22,
    "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GR": 27,
    "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
    "MA": 28, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PL": 28,
    "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26,
    "UA": 29, "XK": 20,
}  # fmt: skip


def _iban_end(match: Match) -> int | None:
    """Return where the account number that begins here ends, or None when it is none."""
    wanted = _IBAN_LENGTHS.get(match[0][:2].upper())
    if wanted is None:
        return None
    text, letters, end, gap = match.string, "", match.start(), 0
    while end < len(text) and len(letters) < wanted:
        char = text[end]
        if char.isascii() and char.isalnum():
            letters, gap = letters + char.upper(), 0
        elif gap == 2 or char not in " ./-":
            return None
        else:
            gap += 1
        end += 1
    if len(letters) != wanted or text[end : end + 1].isalnum():
        return None
    # The check digits are right (ISO 13616, modulo 97).
    turned = letters[4:] + letters[:4]
    right = int("".join(str(int(char, 36)) for char in turned)) % 97 == 1
    return end if right else None


def _is_iban(match: Match) -> bool:
    return _iban_end(match) is not None


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


def _no_row(match: Match) -> bool:
    # "01 12 15 18 20" is a row of numbers; in pairs only an 06 number is written so.
    sizes = [len(part) for part in re.findall(r"\d+", match[0])]
    if len(sizes) >= 5 and match[0].count("/") == len(sizes) - 1:
        return False
    return len(sizes) < 5 or sizes[0] > 2 or match[0].startswith(("06", "+", "("))


# --- Date of birth ---
def _year(text: str) -> int | None:
    digits = re.search(r"(?:^|\D)((?:19|20)\d\d)(?!\d)|'?(\d\d)$", text)
    if digits is None:
        return None
    return int(digits[1]) if digits[1] else 1900 + int(digits[2])


def _past_birth(match: Match) -> bool:
    # An idea may be born too; a person of this year or the last is rarely spoken of by date.
    year = _year(match[1])
    return year is None or year < date.today().year - 1  # noqa: DTZ011  the year is enough


def _long_ago(match: Match) -> bool:
    # Without a word for birth only a day of long ago is one: what is planned or done is not.
    year = _year(match[1])
    return year is None or year < date.today().year - 15  # noqa: DTZ011  idem


# --- Address ---
# In capitals these are words: "IN 2026 EN 2027".
_WORDS = {
    "AF", "AL", "BE", "DE", "EN", "ER", "HE", "IK", "IN", "IS", "JA", "JE", "NA", "NU", "OF", "OM",
    "OP", "TE", "UP", "WE", "WO", "ZE", "ZO",
}  # fmt: skip
# How the name of a street ends; what is shortened is a pattern of its own.
_STREET_END = re.compile(
    "(?:straat|laan|weg|plein|kade|gracht|singel|hof|dreef|pad|steeg|dijk|plantsoen|boulevard|allee"
    "|markt|park|straatje|laantje|hofje|pleintje|einde|baan|erf|wal|vaart|hage|gaarde|akker|zoom"
    "|terras|passage|promenade)$"
)
_NO_STREET = {
    "onderweg", "omweg", "fietspad", "voetpad", "schoolplein", "speelplein", "straat", "plein",
    "park", "markt", "hof", "weg", "laan", "winkelstraat", "banen", "uiteinde", "weekeinde",
    "einde", "baan", "schoolbaan", "skatebaan", "voetbalveld", "jeudeboulesbaan", "landbouwakker",
}  # fmt: skip
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_A_HOUSE = re.compile(
    rf" (?:{MONTHS}|uur|keer|jaar|dagen|weken|maanden|minuten|euro|procent|meter|km|x|a|à|of|tot|"
    r"op|mensen|bewoners|buren|kinderen|ouders|jongeren|ouderen|gezinnen|huishoudens|woningen|"
    r"huizen|vrouwen|mannen|meiden|jongens|vrijwilligers|deelnemers|bezoekers|stemmen|handtekeningen|"
    r"kraampjes|lantaarns|bankjes|stoelen|tafels|boten|bomen|fietsen|auto's|kramen|jaren|"
    r"personen|leden|families|panden|flats|portieken|praatjes|gesprekken)(?!\w)"
    r"| ?%|[.:]\d",
    re.IGNORECASE,
)


def _postcode(match: Match) -> bool:
    code = match[0][: match.start(1) - match.start()]
    return code[4:].strip().upper() not in _WORDS or bool(match[1] and code[4] != " ")


def _house(match: Match) -> bool:
    # "Kerstmarkt 2026" and "Dorpsplein 12 april" hold no house number.
    number = match.re.groups
    return not _A_YEAR.fullmatch(match[number]) and not any(
        _NOT_A_HOUSE.match(match.string, end) for end in (match.end(number), match.end())
    )


def _street(match: Match) -> bool:
    street = re.split(r"[ ,]", match[0], maxsplit=1)[0]
    known = _STREET_END.search(street.casefold()) and street.casefold() not in _NO_STREET
    return bool(street[0].isupper() and known and _house(match))


def _lower_house(match: Match) -> bool:
    return match[1].split()[0] not in _NO_STREET and _house(match)


CHECKS: dict[str, Callable[[Match], bool]] = {
    "": lambda _match: True,
    "citizen_number": _citizen_number,
    "named_citizen_number": _named_citizen_number,
    "iban": _is_iban,
    "no_row": _no_row,
    "past_birth": _past_birth,
    "long_ago": _long_ago,
    "postcode": _postcode,
    "house": _house,
    "street": _street,
    "lower_house": _lower_house,
}
