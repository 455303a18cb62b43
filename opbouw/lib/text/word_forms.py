"""The forms of a Dutch word, for a search: PostgreSQL's Dutch stemmer is too coarse for it alone.

It makes `fiets` into "fiet" and `fietsen` into "fiets". These are the regular endings and the
changes of spelling that go with them; what is irregular ("lopen", "liep") has no rule.
"""

import re

# A shorter word has more chance to become another word than a form of itself.
SHORTEST = 3
# What may be behind a word; before "en" and "e" its end is spelt otherwise.
_BEHIND = ("s", "t", "je", "jes")
_OPENED = ("en", "e")
_LATIN = re.compile("[a-z]+")
_LONG = re.compile(r"(.*)([aeou])\2([bcdfghklmnprstvwz])")
_SHORT = re.compile(r"(?:.*[^aeiouy])?[aeiou]([bdfgklmnprst])")
_ONE_VOWEL = re.compile(r"(?:.*[^aeiou])?([aeou])([bcdfghklmnprstvwz])")
_HARD = {"z": "s", "v": "f"}
_SOFT = {"s": "z", "f": "v"}


def forms(word: str) -> list[str]:
    """Return a word and its regular forms: of `fietsen` also "fiets", of `huis` also "huizen"."""
    bare = roots(word)
    if not _LATIN.fullmatch(word) or len(word) < SHORTEST:
        return [word]
    found = {root + ending for root in bare for ending in ("", *_BEHIND)}
    found |= {opened + ending for root in bare for opened in _open(root) for ending in _OPENED}
    return [word, *sorted(found - {word})]


def roots(word: str) -> set[str]:
    """Return a word and what may be left of it without its ending."""
    found = {word}
    if not _LATIN.fullmatch(word):
        return found
    for ending in ("jes", "je", "en", "e", "s"):
        root = word.removesuffix(ending)
        # "kans" is no plural, "boeken" is.
        if root != word and len(root) >= SHORTEST + (ending == "s"):
            found |= {root} if ending not in _OPENED else {root, *_closed(root)}
    return found


def _open(root: str) -> set[str]:
    """Return how a word may be spelt before "en": loop, lop; man, mann; huis, huiz."""
    found = {root}
    if long := _LONG.fullmatch(root):
        found = {long[1] + long[2] + long[3]}
    elif short := _SHORT.fullmatch(root):
        found = {root + short[1]}
    return found | {one[:-1] + _SOFT[one[-1]] for one in found if one[-1] in _SOFT}


def _closed(root: str) -> set[str]:
    """Return what may have been before "en": lop, loop; mann, man; huiz, huis."""
    found = {root}
    if root[-1] == root[-2] and root[-1] not in "aeiou":
        found = {root[:-1]}
    elif one := _ONE_VOWEL.fullmatch(root):
        found = {root[:-1] + one[1] + one[2]}
    return found | {one[:-1] + _HARD[one[-1]] for one in found if one[-1] in _HARD}
