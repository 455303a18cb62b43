"""What a pattern cannot say of a match: the checks that the table in `patterns` names.

The texts went through `as_read`. `device` exports the expressions and lists to JavaScript, where
`static/js/lib/text/checks.js` says the same.
"""

import re
from collections.abc import Callable
from datetime import date

from opbouw.lib.text.patterns import MONTHS
from opbouw.lib.text.words import NO_NAME, PLACE_ENDS

Match = re.Match[str]


# --- Citizen service number ---
def passes_eleven_test(digits: str) -> bool:
    """Tell whether nine digits can be a citizen service number (Wabb: weights 9 to 2 and -1)."""
    if len(digits) != 9 or not digits.isdecimal():
        return False
    numbers = [int(digit) for digit in digits]
    total = sum(n * weight for n, weight in zip(numbers, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0 and any(numbers)


def digits_of(text: str) -> str:
    """Return only the digits."""
    return "".join(char for char in text if char.isdecimal())


def _citizen_number(match: Match) -> bool:
    return passes_eleven_test(match[0])


def _named_citizen_number(match: Match) -> bool:
    # Whoever leaves the first nought out still wrote down a number.
    return passes_eleven_test(digits_of(match[1]).zfill(9))


# --- Bank account ---
IBAN_LENGTHS = {
    "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22,
    "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GR": 27,
    "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
    "MA": 28, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PL": 28,
    "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26,
    "UA": 29, "XK": 20,
}  # fmt: skip


def iban_end(match: Match) -> int | None:
    """Return where the account number that begins here ends, or None when it is none."""
    wanted = IBAN_LENGTHS.get(match[0][:2].upper())
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
    return iban_end(match) is not None


# --- Telephone ---
def _no_row(match: Match) -> bool:
    # "01 12 15 18 20" is a row of numbers; in pairs only an 06 number is written so.
    sizes = [len(part) for part in re.findall(r"\d+", match[0])]
    if len(sizes) >= 5 and match[0].count("/") == len(sizes) - 1:
        return False
    return len(sizes) < 5 or sizes[0] > 2 or match[0].startswith(("06", "0 6", "+", "("))


# --- Date of birth ---
YEAR = re.compile(r"(?:^|\D)((?:19|20)\d\d)(?!\d)|'?(\d\d)\Z")


def _year(text: str) -> int | None:
    digits = YEAR.search(text)
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
NO_POSTCODE = {
    "AF", "AL", "BE", "DE", "EN", "ER", "HE", "IK", "IN", "IS", "JA", "JE", "NA", "NU", "OF", "OM",
    "OP", "TE", "UP", "WE", "WO", "ZE", "ZO", "KM", "KG", "CM", "MM", "ML", "HA",
    "NR", "NO",
}  # fmt: skip
# How the name of a street ends; what is shortened is a pattern of its own.
STREET_END = re.compile(
    "(?:straat|laan|weg|plein|kade|gracht|singel|hof|dreef|pad|steeg|dijk|plantsoen|boulevard|allee"
    "|markt|park|straatje|laantje|hofje|pleintje|einde|baan|erf|wal|vaart|hage|gaarde|akker|zoom"
    "|terras|passage|promenade|zijde|hove|horst|werf|meent|brink|vest|donk|bocht"
    r"|oever|wetering)\Z"
)
NO_STREET = {
    "onderweg", "omweg", "fietspad", "voetpad", "schoolplein", "speelplein", "straat", "plein",
    "park", "markt", "hof", "weg", "laan", "winkelstraat", "banen", "uiteinde", "weekeinde",
    "einde", "baan", "schoolbaan", "skatebaan", "jeudeboulesbaan", "landbouwakker", "voetbalveld",
    "overzijde", "achterzijde", "voorzijde", "kamer", "etage", "verdieping", "afdeling", "nummer",
}  # fmt: skip
A_YEAR = re.compile(r"(?:19|20)\d\d")
NOT_A_HOUSE = re.compile(
    rf" (?:{MONTHS}|uur|keer|jaar|dagen|weken|maanden|minuten|euro|procent|meter|km|x|a|à|of|tot|"
    r"op|mensen|bewoners|buren|kinderen|ouders|jongeren|ouderen|gezinnen|huishoudens|woningen|"
    r"huizen|vrouwen|mannen|meiden|jongens|vrijwilligers|deelnemers|bezoekers|stemmen|handtekeningen|"
    r"kraampjes|lantaarns|ongelukken|ongevallen|inbraken|meldingen|klachten|winkels|huisjes|"
    r"deuren|tuinen|tuintjes|plekken|scholen|bakken|containers|dames|heren|uren|hectare|adressen|"
    r"bankjes|stoelen|tafels|boten|bomen|fietsen|auto's|kramen|jaren|"
    r"personen|leden|families|panden|flats|portieken|praatjes|gesprekken)(?!\w)"
    r"| ?%|[.:]\d",
    re.IGNORECASE,
)


def _postcode(match: Match) -> bool:
    code = match[0][: match.start(1) - match.start()]
    return code[4:].strip().upper() not in NO_POSTCODE or bool(match[1] and code[4] != " ")


def _house(match: Match) -> bool:
    # "Kerstmarkt 2026" and "Dorpsplein 12 april" hold no house number.
    number = match.re.groups
    return not A_YEAR.fullmatch(match[number]) and not any(
        NOT_A_HOUSE.match(match.string, end) for end in (match.end(number), match.end())
    )


def _street(match: Match) -> bool:
    street = re.split(r"[ ,]", match[0], maxsplit=1)[0]
    known = STREET_END.search(street.lower()) and street.lower() not in NO_STREET
    return bool(street[0].isupper() and known and _house(match))


def _street_of(match: Match) -> bool:
    street = match[3].lower()
    return bool(STREET_END.search(street)) and street not in NO_STREET


def _lower_house(match: Match) -> bool:
    return re.split("[ ,]", match[1], maxsplit=1)[0] not in NO_STREET and _house(match)


# --- Name ---
# Behind "mw" and before a verb these are no name: "mw zelf wil", "dhr hiernaast heeft".
NO_LOWER_NAME = {
    "zelf", "boven", "beneden", "onder", "hiernaast", "ernaast", "naast", "eerst", "soms", "altijd",
    "vaak", "nooit", "alleen", "graag", "eigenlijk", "toch", "eens", "vroeger", "later", "straks",
    "weer", "al", "oud", "ziek", "blij", "boos", "bang", "niemand", "iedereen", "iemand", "buiten",
    "binnen", "thuis", "dood", "weg", "klaar", "erg",
}  # fmt: skip


def _lower_name(match: Match) -> bool:
    word = match[1]
    return word not in NO_NAME | NO_LOWER_NAME and not word.endswith(PLACE_ENDS)


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
    "street_of": _street_of,
    "lower_house": _lower_house,
    "lower_name": _lower_name,
}
