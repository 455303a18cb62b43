"""Words as somebody looks for them, and the same words marked in a text that was found."""

import re
from collections.abc import Collection
from itertools import groupby
from string import ascii_lowercase

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from opbouw.lib.text.names import plain

# Longer than a question has to be; the form says so.
LONGEST, MOST_WORDS = 100, 8
# Of a shorter word nearly every spelling is a word; a longer one has too many spellings.
SHORTEST_GUESSED, LONGEST_GUESSED = 4, 20
# Everything between words, in Python and in PostgreSQL: all signs of ASCII and Latin-1, marks of
# Arabic and Devanagari script, punctuation, arrows, emoji.
SEPARATORS = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b0-\u02ff"
    r"\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    r"\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u303f\ufe0e\ufe0f"
    r"\U0001f000-\U0001faff"
)
_BETWEEN = re.compile(f"[{SEPARATORS}]+")
_ACROSS = re.compile(f"([{SEPARATORS}]+)")
_LATIN = re.compile("[a-z]+")
# Two letters that sound like two others.
_ALIKE = (("ei", "ij"), ("ij", "ei"), ("au", "ou"), ("ou", "au"))
# How much of a text is shown around the first hit, in words.
BEFORE, SHOWN = 8, 32


def words_in(text: str) -> list[str]:
    """Return the words of a text as the search compares them, each once, in order."""
    return list(dict.fromkeys(word for word in _BETWEEN.split(plain(text)) if word))


def spellings(word: str) -> list[str]:
    """Return what a word may have been meant as: longer words, and all at one slip of a finger.

    One letter too many, missing, wrong, or changed place with the next; or `ei` for `ij`.
    `fiets*` is any word that begins so. Nothing for numbers and other scripts, nor for what is
    too short or too long.
    """
    if not _LATIN.fullmatch(word) or not SHORTEST_GUESSED <= len(word) <= LONGEST_GUESSED:
        return []
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {left + right[1:] for left, right in halves if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    for letter in ascii_lowercase:
        found |= {left + letter + right for left, right in halves}
        found |= {left + letter + right[1:] for left, right in halves if right}
    for one, other in _ALIKE:
        found |= {left + other + right[2:] for left, right in halves if right.startswith(one)}
    return [f"{word}*", *sorted(found - {word})]


def marked(text: str, hits: Collection[str]) -> SafeString:
    """Return a text with the words that were looked for marked; everything in it is escaped."""
    return _drawn(_ACROSS.split(text), hits)


def fragment(text: str, hits: Collection[str]) -> SafeString:
    """Return the part of a text around its first hit, marked; else its beginning."""
    parts = _ACROSS.split(text.strip())
    first = next((at for at, part in enumerate(parts) if _is_hit(part, hits)), 0)
    # Words and what is between them take turns.
    begin = max(0, first - 2 * BEFORE)
    begin -= begin % 2
    end = begin + 2 * SHOWN
    before, behind = ("… " if begin else ""), (" …" if end < len(parts) else "")
    shown = parts[begin : end - 1] if behind else parts[begin:]
    return format_html("{}{}{}", before, _drawn(shown, hits), behind)


def _drawn(parts: list[str], hits: Collection[str]) -> SafeString:
    # Whole stretches, and not word by word: of fifty rows that took a third of the page.
    stretches = groupby(parts, key=lambda part: _is_hit(part, hits))
    return format_html_join("", "{}", (_piece("".join(run), hit) for hit, run in stretches))


def _piece(text: str, hit: bool) -> tuple[str]:
    return (format_html("<mark>{}</mark>", text) if hit else text,)


def _is_hit(part: str, hits: Collection[str]) -> bool:
    return bool(hits) and any(word in hits for word in words_in(part))
