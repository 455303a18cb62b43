"""Words that two short Dutch texts share, for a suggestion that can say why it is made."""

import re
from collections.abc import Mapping

from opbouw.lib.text.names import folded

# Shorter ones say little; a stem is what is left without its plural or verb ending.
SHORTEST = 5
STEM = 4
_ENDING = re.compile("(?:en|es|s|e)$")
_WORD = re.compile(r"[^\W\d_]+")
# What everybody writes who works in a neighbourhood, and words of every text.
_COMMON = (
    "achter alleen allemaal alles altijd andere anderen avond beetje bewoner bewoners bijna "
    "bijvoorbeeld binnen brengen brengt buren buurman buurt buurtbewoner buurtbewoners "
    "buurten buurthuis buurvrouw daarna daarom daarvoor dagen deze dingen dinsdag donderdag "
    "doordat eerste eigen elkaar elkaars erbij gaan gebied geen genoeg geven gezellig goede "
    "graag groep groepen groot grote haalt haar hebben helpen helpt hetzelfde hier hierbij "
    "houden ieder iedereen iemand jaar jaren jonge keer kleine komen komt krijgen krijgt "
    "kunnen laatste lange laten leuke liever maakt maand maandag maken mensen middag "
    "misschien moeten mogen morgen naast niemand nieuwe nodig nooit ochtend omdat onder onze "
    "open organiseren oude overal plein plek plekken samen sinds soms staan staat steeds "
    "straat tegen tijdens tussen vaker vandaag vaste veel veertig verder vinden vindt "
    "volgende voor vooral vraag vragen vrijdag waar waarom wanneer week weken werken weten "
    "wijken willen woensdag wonen worden zaterdag zelf zetten zitten zoals zodat zoeken zoekt "
    "zondag zonder zouden "
)
COMMON = frozenset(_COMMON.split())


def telling_words(text: str) -> dict[str, str]:
    """Return the words of a text that say what it is about, each once, by their stem."""
    words = (folded(word) for word in _WORD.findall(text) if len(word) >= SHORTEST)
    return {_stem(word): word for word in words if word not in COMMON}


def in_common(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Return the words of the first that the second holds too, in the same or another length.

    `fietsen` is in common with `fietsles` and `fiets`.
    """
    return [
        word
        for stem, word in one.items()
        if any(stem.startswith(their) or their.startswith(stem) for their in other)
    ]


def _stem(word: str) -> str:
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= STEM else word
