"""The table of what free text is searched for: one row for each way in which people write it.

A row is data, so that it can be exported and searched for elsewhere too. Expressions use what
Python and JavaScript share; every repetition is bounded, or cannot be matched in two ways, so that
each takes linear time. They are matched on text that went through `as_read`: digits are 0 to 9,
every quote is ' and every dash is -. `check` names a function in `checks.CHECKS` that has the
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
    "een|één|eerste|tweede|twee|derde|drie|achtste|acht"
    "|(?:vier|vijf|zes|zeven|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien"
    "|achttien|negentien)(?:de)?"
    "|(?:(?:een|één|twee|twe|drie|vier|vijf|zes|zeven|acht|negen)(?:en|ën))?twintig(?:ste)?"
    "|(?:een(?:en)?)?dertig(?:ste)?"
)
# A day, a month and a year, in digits or in words, the year in two or four digits.
DATE = (
    r"(?:\d{1,2} ?[-./ ] ?\d{1,2} ?[-./ ] ?'?(?:19|20)?\d{2}(?!\d)"
    rf"|(?:\d{{1,2}}e?|{_DAYS})[ -](?:{MONTHS})\.?[ -]"
    r"(?:'?(?:19|20)?\d{2}(?!\d)|negentien[a-zë]{3,25}|tweeduizend[a-zë]{0,20})"
    r"|(?:19|20)\d{2}[-/.]\d{2}[-/.]\d{2}(?!\d))"
)
DATE_SHAPE = r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d(?!\d)"

_GAP = r"[ ./_-]{0,3}"
_EIGHT = rf"\d(?:{_GAP}\d){{7}}(?!\d)"
# Behind a slash only when what is before it is a whole number too: 06-12345678/06-87654321.
_AFTER = r"(?<![\w+])(?<!\d[.,-])(?<!(?<!\d{5})\d/)"

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
        r"(?:[\[({<] ?(?:at|apen?staart(?:je)?) ?[\])}>]|(?<= )apen?staart(?:je)?"
        r"|(?<= )@|@(?= )) ?"
        r"[\w-]{1,63}(?: ?[\[({<] ?(?:dot|punt) ?[\])}>] ?[\w-]{1,63}| (?:dot|punt) [\w-]{1,63}"
        r"|\.[^\W\d_][\w-]{1,62}){1,4}",
        any_case=True,
    ),
    Pattern(
        "e-mail", "typing error",
        r"(?<![\w.+-])[\w+-][\w.+-]{0,62} ?@ ?[\w-]{1,63} ?[.,] ?(?:nl|com|be|eu|org|net|de)(?!\w)",
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
        rf"{_AFTER}(?!{DATE_SHAPE})\(?0 ?[1-9](?::(?= ?\d{{4}}))?"
        r"(?:[ ./)_-]{0,3}\d){8}(?!\d)",
        check="no_row",
    ),
    Pattern(
        "telefoon", "other country",
        rf"{_AFTER}(?:\+ ?|00)(?!31|0)[1-9]\d{{0,2}}(?:[ ./()_-]{{0,3}}\d){{7,11}}(?!\d)",
        check="no_row",
    ),
    Pattern("telefoon", "without plus", rf"{_AFTER}31 ?\(?0?\)? ?6{_EIGHT}"),
    Pattern(
        "telefoon", "zero in words",
        rf"(?<!\w)(?:nul[ -]?zes|o6){_GAP}{_EIGHT}", any_case=True,
    ),
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
        r"(?<!\w)(?:geboren|geboortedatum|geboortedag|geb\.? ?dat(?:um|\.)?|geb\.?|jarig|verjaardag"
        rf"|d\.o\.b\.?|dob|date of birth)(?!\w)[^\d\n]{{0,30}}?({DATE})",
        group=1, check="past_birth", any_case=True,
    ),
    Pattern(
        "geboortedatum", "before a word",
        rf"(?<!\w)({DATE})[^\w\n]{{0,3}}(?:(?:is|te|in|uit) ?(?:\w{{2,30}} )?)?"
        r"(?:geboren|geboortedatum)(?!\w)",
        group=1, check="past_birth", any_case=True,
    ),
    Pattern(
        "geboortedatum", "year first",
        rf"(?<!\w)geboren (?:in )?((?:19|20)\d{{2}},? op (?:\d{{1,2}}e?|{_DAYS})[ -](?:{MONTHS}))"
        r"(?!\w)",
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
        # SA, SD and SS are never given out. Lower case as one word or before a house number.
        r"(?<![\w.,-])[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|[a-z]{2}| [a-z]{2}(?=[, ] ?\d))"
        r"(?!\w|-[a-z]{3})"
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
        r"(?:(?<!\w)(?:op|aan|van|in|bij) (?:de |het )?|^|(?<=[\n(])|(?<=[.,:;] ))"
        rf"([a-z][\w-]{{2,40}}(?:straat|laan|gracht|singel|plantsoen|kade|dreef|steeg)"
        rf"{_NUMBER})(?=[.,;:!?)\n]|\Z| (?:in|te|is|heeft) )",
        group=1, check="lower_house",
    ),
    Pattern(
        "adres", "where somebody lives",
        r"(?<!\w)(?:[Ww]oon(?:t|de|achtig)?|[Ww]on(?:en|den)"
        r"|(?:[Hh]aar|[Zz]ijn|[Mm]ijn|[Hh]et) adres(?: is|:))"
        r"(?: we| ze| zij| hij)?(?: nu| al| weer| nog)?(?: op| aan| in)?(?: de| het| 't)?"
        rf" ((?:[A-Z][\w'-]{{1,30}} (?:(?:de|den|der|het|'t|van) ){{0,2}}){{1,4}}{_NUMBER})",
        group=1, check="house",
    ),
    Pattern(
        "adres", "where somebody lives, in lower case",
        r"(?<!\w)[Ww]oon(?:t|de|achtig)? (?:nu )?(?:op|aan) (?:de |het )?"
        rf"([a-z][\w-]{{3,40}}{_NUMBER})"
        r"(?=[.,;:!?)\n]|\Z| in | te )",
        group=1, check="lower_house",
    ),
    Pattern(
        "adres", "number first",
        r"(?<!\w)((?:nr|huisnr|nummer|huisnummer)\.? (\d{1,4})[a-z]?"
        r" (?:in|op|aan|van) (?:de |het )?([A-Z][\w'-]{2,40}))(?![\w'-])",
        group=1, check="street_of",
    ),
    Pattern(
        "adres", "street of two words",
        r"(?<![\w'-])(?:Nieuwe|Oude|Korte|Lange|Grote|Kleine|Hoge|Lage|Brede|Smalle|Kromme)"
        rf" (?:Weg|Straat|Laan|Plein|Gracht|Kade|Dijk|Markt|Haven|Pad){_NUMBER}",
        check="house",
    ),
    Pattern(
        "adres", "street named after",
        r"(?<![\w'-])(?:Laan|Hof|Plein|Weg|Park|Boulevard|Kade|Singel|Pad|Baan|Burg)"
        rf" (?:van|der|aan|naar) (?:(?:de|den|der|het|'t) )?[A-Z][\w'-]{{2,40}}{_NUMBER}",
        check="house",
    ),
    # --- Name: those that are typed with a capital are a walk over words in words.py ---
    Pattern(
        "naam", "in lower case",
        r"(?<![\w-])(?:[Dd]hr|[Mm]evr|[Mm]w)\.? (?:(?:van|de|der|den|el|al|ten|ter) ){0,2}"
        r"([a-z][\w'-]{2,30})(?= (?:is|was|wil|wilde|heeft|had|kan|komt|kwam|woont|woonde|belde"
        r"|belt|vraagt|vroeg|zegt|zei|gaat|ging|doet|deed|vertelt|vertelde|zoekt|zocht|helpt|hielp"
        r"|kookt|mist|vindt|vond|staat)(?!\w))",
        check="lower_name",
    ),
)  # fmt: skip
