"""Looking a note over once more before it is public: does anything in it point at one person?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from opbouw.lib.text.freetext import Finding, check_text
from opbouw.lib.writing.once import fingerprint
from signalen.inhoud import Frozen, NotitieInhoud

# What people wrote, and how a reader calls the place where it stands. Figures, dates and our own
# sentences are left out.
DELEN = {
    "titel": gettext_lazy("de titel"),
    "aan": gettext_lazy("de kop"),
    "cc": gettext_lazy("de kop"),
    "in_het_kort": gettext_lazy("In het kort"),
    "vragen": gettext_lazy("Onze vraag"),
    "verhalen": gettext_lazy("Wat bewoners merken"),
    "wat_opvalt": gettext_lazy("Wat valt op"),
    "wat_we_niet_weten": gettext_lazy("Wat we niet weten"),
    "duiding": gettext_lazy("Duiding"),
    "duiders": gettext_lazy("Wie hierover meedachten"),
    "tegengeluid": gettext_lazy("Tegengeluid"),
    "spanningen": gettext_lazy("Waar het schuurt"),
    "bronnen": gettext_lazy("Wat er al is"),
    "initiatieven": gettext_lazy("Initiatieven"),
    "geprobeerd": gettext_lazy("Wat is er al geprobeerd"),
    "lijnen": gettext_lazy("De drie lijnen"),
    "richtingen": gettext_lazy("Mogelijke richtingen"),
    "terugkoppeling": gettext_lazy("Afspraken en terugkoppeling"),
    "contact": gettext_lazy("Wie de gemeente kan bellen of mailen"),
    "akkoord": gettext_lazy("Akkoord van de buurt"),
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
        Bevinding(str(deel), finding)
        for name, deel in DELEN.items()
        for text in _texts(getattr(inhoud, name))
        for finding in check_text(text)
        if finding.blocks or name not in BIJ_NAAM
    )
    # One reason may stand at several lines; what is in it is found once.
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
