"""Names as people look for them and as a Dutch reader sorts them, in Python and in PostgreSQL.

The database knows no language (no ICU in the wheel), so both do the same with the same pieces; a
test holds them together.
"""

import re
import unicodedata
from functools import cache

from django.db.models import F, Func, TextField
from django.db.models.expressions import Combinable

# Marks on letters, and every sign that somebody types for an apostrophe.
_MARKS = "\u0300-\u036f"
_QUOTES = "'’‘‚‛′´`ʻʼʹˈ"
_DASHES = "‐‑‒–—―−-"
# Letters of their own that a Dutch keyboard has not, and what is typed instead.
_APART, _TYPED = "øłđıð", "oldid"
_PAIRS = (("ß", "ss"), ("æ", "ae"), ("œ", "oe"))
# In front of a name, and behind it in a list: "Vries, de"; "Hertogenbosch, 's-".
_BEFORE = (
    r"^(?:(?:de|den|der|het|van|von|ten|ter|te|la|le|el|'t|'s|(?:in|op|uit|aan) (?:'t|den|ten)) "
    r"|'s-|'t-|d'|l')+"
)
_PREFIXES = re.compile(_BEFORE)


def folded(text: str) -> str:
    """Return a name as it is looked for: no capitals, accents, quotes, dashes or spaces."""
    return re.sub("[' -]", "", plain(text))


def sort_key(text: str) -> str:
    """Return what a name sorts by: `de Vries` under v, `'s-Gravenzande` under g, `Özil` under o.

    Articles and prefixes are skipped as in CBS's own lists; `ĳ` is i and j, as in a dictionary.
    """
    even = plain(text).strip()
    rest = _PREFIXES.sub("", even) or even
    return re.sub("'", "", rest.replace("-", " "))


def plain(text: str) -> str:
    """Return a text in small letters, without accents, with one quote and one dash."""
    apart = re.sub(f"[{_MARKS}]", "", unicodedata.normalize("NFKD", text)).lower()
    for one, other in _PAIRS:
        apart = apart.replace(one, other)
    even = apart.translate(str.maketrans(_APART, _TYPED))
    return re.sub(f"[{_DASHES}]", "-", re.sub(f"[{_QUOTES}]", "'", even))


def plain_sql() -> str:
    """Return the template of a Func that does the same in the database."""
    # Taken apart by `normalize`, which knows UTF-8 only: so does every database of this software.
    found = r"lower(regexp_replace(normalize(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g'))"
    for one, other in _PAIRS:
        found = f"replace({found}, '{one}', '{other}')"
    found = f"translate({found}, '{_APART}', '{_TYPED}')"
    quotes = _QUOTES.replace("'", "''")
    return (
        f"regexp_replace(regexp_replace({found}, '[{quotes}]', '''', 'g'), '[{_DASHES}]', '-', 'g')"
    )


class Folded(Func):
    """A name as `folded` makes it, by the database.

    Columns hold what it made (`Gebied.gevouwen`), and PostgreSQL does not make them anew when this
    changes: that takes a migration that drops the column and adds it.
    """

    template = f"regexp_replace({plain_sql()}, '['' -]', '', 'g')"
    output_field = TextField()


class SortKey(Func):
    """What a name sorts by, as `sort_key` makes it, by the database."""

    template = (
        "replace(replace(regexp_replace(trim({plain}), '{before}(?=.)', ''), '-', ' '), '''', '')"
    ).format(plain=plain_sql(), before=_BEFORE.replace("'", "''"))
    output_field = TextField()


def by_name(field: str = "naam") -> Combinable:
    """Return the order of a list by this name, for `order_by`."""
    return SortKey(F(field))


def any_spelling(text: str) -> str:
    """Return a regular expression that finds a text in any spelling, for `iregex`.

    With or without accents, whatever quote or dash is written or none; the text itself is stored
    as it was typed, and too long to fold for each search.
    """
    parts = []
    for word in plain(text).replace("-", " ").split():
        bare = word.replace("'", "")
        parts.append(f"[{_QUOTES}{_DASHES}]?".join(_letter(char) for char in bare))
    return f"[ {_QUOTES}{_DASHES}]*".join(part for part in parts if part)


def _letter(char: str) -> str:
    if char == "i":
        return f"(?:[{_variants()['i']}]|ĳ)"
    if char == "j":
        # The second half of ĳ is found with the first.
        return "j?"
    return f"[{_variants()[char]}]" if char in _variants() else re.escape(char)


@cache
def _variants() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in (*range(0x61, 0x7B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        for char in {chr(code), chr(code).upper()}:
            base = plain(char)
            if len(base) == 1 and len(char) == 1 and base.isascii() and base.isalpha():
                found[base] = found.get(base, "") + char
    return {base: "".join(dict.fromkeys(chars)) for base, chars in found.items()}
