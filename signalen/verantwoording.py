"""The content of an account of the work: what its page, its PDF and its spreadsheet all show."""

from datetime import date
from typing import Any, Literal, cast

import msgspec

from signalen.inhoud import Frozen, InhoudError, Lijn, ProtectedText

Soort = Literal[
    "aanwezig", "werk", "lijnen", "initiatieven", "signalen", "notities", "terugkoppeling"
]


class Regel(Frozen, frozen=True):
    """One thing that was counted: now, in the period before, and the difference in a word."""

    wat: str
    nu: ProtectedText
    eerder: ProtectedText
    verschil: str


class Onderdeel(Frozen, frozen=True):
    """One part: a sentence, and what was counted; without rows the sentence says why."""

    soort: Soort
    naam: str
    tekst: str
    regels: tuple[Regel, ...]


class Lijnstap(Frozen, frozen=True):
    """How many records went from one line to another; the same line when they stayed."""

    van: Lijn
    naar: Lijn
    aantal: int
    eerder: int
    waarvan: str

    @property
    def weg(self) -> str:
        """From where to where, in words."""
        if self.van == self.naar:
            return f"bleef op {self.van}"
        return f"van {self.van} naar {self.naar}"


class Brief(Frozen, frozen=True):
    """A note that was sent, with what was answered to each of its questions."""

    kenmerk: str
    titel: str
    verzonden: date
    antwoorden: tuple[str, ...]


class Verteld(Frozen, frozen=True):
    """A consented story that a member chose."""

    tekst: str
    kring: str
    waar: str


class Verantwoording(Frozen, frozen=True):
    """Everything in one account."""

    organisatie: str
    gebied: str
    tijdvak: str
    dagen: str
    # The day up to which it runs, when the period is not over.
    tot: date | None
    eerder: str
    datum: date
    in_het_kort: tuple[str, ...]
    onderdelen: tuple[Onderdeel, ...]
    stappen: tuple[Lijnstap, ...]
    beweging: str
    brieven: tuple[Brief, ...]
    verhalen: tuple[Verteld, ...]
    telwijze: tuple[str, ...]

    @property
    def titel(self) -> str:
        """What it is called."""
        return f"{self.gebied}, {self.tijdvak}"


def to_json(inhoud: Verantwoording) -> dict[str, Any]:
    """The content as JSON values: dates in ISO form, tuples as lists."""
    return cast("dict[str, Any]", msgspec.json.decode(msgspec.json.encode(inhoud)))


def from_json(data: dict[str, Any]) -> Verantwoording:
    """The content as it was stored; raises InhoudError for a missing, unknown or wrong key."""
    try:
        return msgspec.convert(data, Verantwoording)
    except msgspec.ValidationError as error:
        raise InhoudError(str(error)) from error
