"""Looking a note over once more before it is public: does anything in it point at one person?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from opbouw.lib.freetext import Finding, check_text
from opbouw.lib.idempotence import fingerprint
from signalen.inhoud import NotitieInhoud

# What people wrote, and how a reader calls the place where it stands. Figures, dates and our own
# sentences are left out.
DELEN = {
    "titel": "de titel",
    "aan": "de kop",
    "cc": "de kop",
    "in_het_kort": "In het kort",
    "vragen": "Onze vraag",
    "verhalen": "Wat bewoners merken",
    "wat_opvalt": "Wat valt op",
    "wat_we_niet_weten": "Wat we niet weten",
    "duiding": "Duiding",
    "duiders": "Wie hierover meedachten",
    "tegengeluid": "Tegengeluid",
    "spanningen": "Waar het schuurt",
    "bronnen": "Wat er al is",
    "initiatieven": "Initiatieven",
    "geprobeerd": "Wat is er al geprobeerd",
    "lijnen": "De drie lijnen",
    "richtingen": "Mogelijke richtingen",
    "terugkoppeling": "Afspraken en terugkoppeling",
    "contact": "Wie de gemeente kan bellen of mailen",
    "akkoord": "Akkoord van de buurt",
}
# People are named here for the work they do; only a citizen service number is out of place.
BIJ_NAAM = {"aan", "cc", "contact"}


@dataclass(frozen=True)
class Bevinding:
    """What was found, and in which part of the note."""

    deel: str
    finding: Finding


def look_over(inhoud: NotitieInhoud) -> list[Bevinding]:
    """Return everything in the note's own words that may point at one person, part by part."""
    found = (
        Bevinding(deel, finding)
        for name, deel in DELEN.items()
        for text in _texts(getattr(inhoud, name))
        for finding in check_text(text)
        if finding.blocks or name not in BIJ_NAAM
    )
    # One reason may stand at several lines; what is in it is found once.
    return list(dict.fromkeys(found))


def print_of(found: Iterable[Bevinding]) -> str:
    """Return which findings these are: a tick covers those that were shown, and no others."""
    return fingerprint({"found": [f"{one.deel}: {one.finding.fragment}" for one in found]})


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
