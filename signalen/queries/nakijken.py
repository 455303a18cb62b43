"""Looking a note over once more before it is public: does anything in it point at one person?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from opbouw.lib.text.freetext import Finding, check_text
from opbouw.lib.writing.once import fingerprint
from signalen.delen import FROZEN, Search
from signalen.inhoud import Frozen, NotitieInhoud


@dataclass(frozen=True)
class Bevinding:
    """What was found, and in which part of the note."""

    deel: str
    finding: Finding


def look_over(inhoud: NotitieInhoud) -> list[Bevinding]:
    """Return everything in the note's own words that may point at one person, part by part."""
    found = (
        Bevinding(str(veld.place or veld.label), finding)
        for key, veld in FROZEN.items()
        if not veld.exempt
        for text in _texts(getattr(inhoud, key))
        for finding in check_text(text)
        if finding.blocks or veld.search is Search.EVERYTHING
    )
    # One reason may belong to several lines; its findings are reported once.
    return list(dict.fromkeys(found))


def findings_fingerprint(found: Iterable[Bevinding]) -> str:
    """Return which findings these are: a tick covers those that were shown, and no others."""
    return fingerprint({"found": [f"{one.deel}: {one.finding.fragment}" for one in found]})


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Frozen):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name))
