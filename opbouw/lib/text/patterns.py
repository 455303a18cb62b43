"""The table of what free text is searched for: one row for each way in which people write it.

A row is data, so that it can be exported and searched for elsewhere too. Expressions use what
Python and JavaScript share; every repetition is bounded, or cannot be matched in two ways, so that
each takes linear time. They are matched on text that went through `as_read`: digits are 0 to 9,
every quote is ' and every dash is -. `check` names a function in `numbers.CHECKS` that has the
last word, `group` says which part of the match is the find.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pattern:
    """One way in which something is written."""

    kind: str
    name: str
    expression: str
    group: int = 0
    check: str = ""
    any_case: bool = False


MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
)
_DAYS = (
    "een|één|eerste|twee|tweede|drie|derde|vierde?|vijfde?|zesde?|zevende?|achtste|acht|negende?"
    "|tiende?|elfde?|twaalfde?|dertiende?|veertiende?|vijftiende?|zestiende?|zeventiende?"
    "|achttiende?|negentiende?|twintigste|twintig"
    "|(?:een|één|twee|twe|drie|vier|vijf|zes|zeven|acht|negen)(?:en|ën)twintig(?:ste)?"
    "|dertigste|dertig|een(?:en)?dertig(?:ste)?"
)
# A day, a month and a year, in digits or in words, the year in two or four digits.
DATE = (
    r"(?:\d{1,2} ?[-./ ] ?\d{1,2} ?[-./ ] ?(?:19|20)?\d{2}(?!\d)"
    rf"|(?:\d{{1,2}}e?|{_DAYS})[ -](?:{MONTHS})\.?[ -]"
    r"(?:'?(?:19|20)?\d{2}(?!\d)|negentien[a-zë]{3,25}|tweeduizend[a-zë]{0,20})"
    r"|(?:19|20)\d{2}[-/.]\d{2}[-/.]\d{2}(?!\d))"
)
DATE_SHAPE = r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d(?!\d)"

_GAP = r"[ ./_-]{0,3}"
_EIGHT = rf"\d(?:{_GAP}\d){{7}}(?!\d)"
_AFTER = r"(?<![\w+])(?<!\d[.,/-])"

_ADDITION = (
    r"(?:(?: |-)?(?:bis|hs|huis|rood|rd|zw|zwart|boven|beneden|I{1,3}|IV)(?!\w)"
    r"|[ -]?[a-zA-Z](?:-?\d{1,3})?(?!\w)|[-/]\d{1,3}(?![\w/]))?(?!\w)"
)
_NUMBER = rf"(?:,? ?(?:nr|no|huisnr|huisnummer|nummer)\.?)? ?(\d{{1,4}}){_ADDITION}"
_SHORT_ENDS = r"str|ln|wg|pln|pl|kd|sngl|dk|gr|prk|plnts"
# A street is one word, and the names before it: Prins Bernhardstr.
_NAMES = r"(?<![\w'-])(?:[A-Z]\w{0,20}\.? ){0,3}"

PATTERNS = (
    # --- Citizen service number: the walk over grouped digits is in numbers.py ---
    Pattern("bsn", "whole", r"(?<!\d)(?<!\d[.,])\d{9}(?!\d)", check="citizen_number"),
    Pattern(
        "bsn", "named",
        r"(?<!\w)(?:bsn|bsn-nummer|burgerservicenummer|sofinummer|sofi-nummer|sofi)"
        rf"[ :.]{{0,3}}(?:is |was )?(\d(?:{_GAP}\d){{7,8}})(?!\d)",
        group=1, check="named_citizen_number", any_case=True,
    ),
    # --- Bank account ---
    Pattern(
        "iban", "iban", r"(?<![^\W_])[A-Za-z]{2}[ .-]?\d{2}(?=[ ./-]{0,2}[A-Za-z0-9])",
        check="iban",
    ),
    Pattern(
        "iban", "old number",
        r"(?<!\w)(?:giro(?:nummer|rekening)?|(?:bank)?rekening(?:nummer|nr)?)[ :.]{1,3}(?:is )?"
        r"(\d(?:[ .-]?\d){6,9})(?![\d,])(?! ?(?:euro|€))",
        group=1, any_case=True,
    ),
    # --- E-mail ---
    Pattern(
        "e-mail", "written out",
        r"(?<![\w.+-])[\w+-][\w.+-]{0,62} ?"
        r"(?:[\[({<] ?(?:at|apenstaart|apenstaartje) ?[\])}>]|(?<= )(?:apenstaart|apenstaartje)"
        r"|(?<= )@) ?"
        r"[\w-]{1,63}(?: ?[\[({<] ?(?:dot|punt) ?[\])}>] ?[\w-]{1,63}| (?:dot|punt) [\w-]{1,63}"
        r"|\.[\w-]{2,63}){1,4}",
        any_case=True,
    ),
    Pattern(
        "e-mail", "in words",
        r"(?<![\w.+-])[\w+-][\w.+-]{0,62} at [\w-]{1,63}(?: (?:dot|punt) |\.)"
        r"(?:nl|com|be|eu|org|net|de)(?!\w)",
        any_case=True,
    ),
    # --- Telephone ---
    Pattern(
        "telefoon", "from abroad",
        rf"{_AFTER}(?:\+|00){_GAP}31{_GAP}(?:\(0\){_GAP})?[1-9](?:{_GAP}\d){{8}}(?!\d)",
    ),
    Pattern(
        "telefoon", "dutch",
        rf"{_AFTER}(?!{DATE_SHAPE})\(?0[1-9](?:[ ./)_-]{{0,3}}\d){{8}}(?!\d)", check="no_row",
    ),
    Pattern(
        "telefoon", "other country",
        rf"{_AFTER}(?:\+|00)(?!31|0)[1-9]\d{{0,2}}(?:{_GAP}\d){{7,11}}(?!\d)", check="no_row",
    ),
    Pattern("telefoon", "without plus", rf"{_AFTER}31 ?\(?0?\)? ?6{_EIGHT}"),
    Pattern("telefoon", "zero in words", rf"(?<!\w)nul[ -]?zes{_GAP}{_EIGHT}", any_case=True),
    Pattern(
        "telefoon", "words between",
        rf"{_AFTER}06(?=[^\d\n]{{0,20}}[a-z(])[^\d\n]{{3,20}}{_EIGHT}", any_case=True,
    ),
    Pattern(
        "telefoon", "local",
        r"(?<!\w)(?:tel|telnr|telefoon|telefoonnummer|telefoonnr|gsm|mobiel|whatsapp)[.:]{0,2} ?"
        r"(\d(?:[ -]?\d){5,6})(?!\d|[:,]\d| ?(?:euro|€|keer))",
        group=1, any_case=True,
    ),
    # --- Date of birth ---
    Pattern(
        "geboortedatum", "after a word",
        r"(?<!\w)(?:geboren|geboortedatum|geboortedag|geb\.? ?dat(?:um|\.)?|geb\.?|jarig|d\.o\.b\.?"
        rf"|dob|date of birth)(?!\w)[^\d\n]{{0,30}}?({DATE})",
        group=1, check="past_birth", any_case=True,
    ),
    Pattern(
        "geboortedatum", "before a word",
        rf"(?<!\w)({DATE})[^\w\n]{{0,3}}(?:(?:is|te|in|uit) ?(?:\w{{2,30}} )?)?"
        r"(?:geboren|geboortedatum)(?!\w)",
        group=1, check="past_birth", any_case=True,
    ),
    Pattern("geboortedatum", "in brackets", rf"\(({DATE})\)", group=1, check="long_ago"),
    Pattern(
        "geboortedatum", "of",
        rf"(?<!\w)(?:hij|zij|ze|mevrouw|meneer|dochter|zoon) (?:is|komt) van ({DATE})",
        group=1, check="long_ago", any_case=True,
    ),
    # --- Address ---
    Pattern(
        "adres", "postcode",
        # SA, SD and SS are never given out. Lower case only when written as one word.
        r"(?<![\w.,-])[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|[a-z]{2})(?!\w)"
        r"((?:[, ]{1,2}(?:nr|no|huisnr|huisnummer|nummer)?\.? ?\d{1,5}"
        r"(?:-?[a-zA-Z]{1,2}|-\d{1,3})?(?!\w))?)",
        check="postcode",
    ),
    Pattern(
        "adres", "street",
        rf"(?<![\w'-])[^\W\d_](?:[\w-]|'(?=\w)){{2,40}}{_NUMBER}", check="street",
    ),
    Pattern(
        "adres", "street, shortened",
        rf"{_NAMES}[A-Z][\w'-]{{2,40}}?(?:{_SHORT_ENDS})(?:\. ?| ){_NUMBER}", check="house",
    ),
    Pattern(
        "adres", "street in lower case",
        r"(?<!\w)(?:op|aan|van|in|bij) (?:de |het )?"
        rf"([a-z][\w-]{{2,40}}(?:straat|laan|gracht|singel|plantsoen|kade|dreef|steeg)"
        rf"{_NUMBER})(?=[.,;:!?)]|$| in | te )",
        group=1, check="lower_house",
    ),
    Pattern(
        "adres", "where somebody lives",
        r"(?<!\w)(?:[Ww]oon(?:t|de|achtig)?|(?:[Hh]aar|[Zz]ijn|[Mm]ijn|[Hh]et) adres(?: is|:))"
        r"(?: nu| al| weer| nog)?(?: op| aan| in)?(?: de| het| 't)?"
        rf" ((?:[A-Z][\w'-]{{1,30}} ){{1,4}}{_NUMBER})",
        group=1, check="house",
    ),
)  # fmt: skip


def exported() -> list[dict[str, object]]:
    """Return the table as data for JavaScript: expressions for `new RegExp(expression, flags)`."""
    return [
        {
            "kind": one.kind,
            "name": one.name,
            "expression": in_javascript(one.expression),
            "flags": "giu" if one.any_case else "gu",
            "group": one.group,
            "check": one.check,
        }
        for one in PATTERNS
    ]


def in_javascript(expression: str) -> str:
    """Return an expression as JavaScript reads it with the flag u, where \\w is ASCII only."""
    result, at, inside = "", 0, False
    while at < len(expression):
        char = expression[at]
        rest = expression[at:]
        if rest.startswith(r"[^\W\d_]"):
            result, at = result + r"\p{L}", at + 8
        elif rest.startswith(r"[^\W_]"):
            result, at = result + r"[\p{L}\p{N}]", at + 6
        elif rest.startswith(r"\w"):
            word = r"\p{L}\p{M}\p{N}_"
            result, at = result + (word if inside else f"[{word}]"), at + 2
        elif char == "\\":
            result, at = result + rest[:2], at + 2
        else:
            inside = (inside or char == "[") and char != "]"
            result, at = result + char, at + 1
    return result
