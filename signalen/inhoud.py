"""The frozen content of one version of an agenda note: what its PDF is made from, nothing else.

Text fields are plain text; a blank line makes a new paragraph.
"""

from datetime import date
from typing import Any, Literal, NewType, cast

import msgspec

Lijn = Literal["verbinden", "overbruggen", "koppelen"]
# A text that states a number; only `signalen.queries.aantallen` makes it, from protected counts.
ProtectedText = NewType("ProtectedText", str)


class InhoudError(ValueError):
    """Stored content that this version of the software cannot read."""


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of content that never changes; stored JSON is read strictly, type by type."""


class LijnInhoud(Frozen, frozen=True):
    """One of the three lines, and why; a line may have more than one reason."""

    lijn: Lijn
    waarom: str


class VraagInhoud(Frozen, frozen=True):
    """What is asked, of whom, by when."""

    nummer: int
    soort: str
    aan: str
    wat: str
    voor: date


class VerhaalInhoud(Frozen, frozen=True):
    """A consented story: the words, the circle they come from, how often it was heard."""

    tekst: str
    kring: str
    gehoord: ProtectedText


class CijferInhoud(Frozen, frozen=True):
    """A figure of an area beside one to compare it with; its values as they were published."""

    naam: str
    waarde: ProtectedText
    vergelijking: ProtectedText
    bron: str
    peildatum: str
    bescherming: str
    # Empty in versions from before figures of other areas could be chosen: the note's own area.
    gebied: str = ""


class BronInhoud(Frozen, frozen=True):
    """Something that is there already, as it was known when the note was settled."""

    naam: str
    soort: str
    omschrijving: str
    # The month in which somebody last saw that it is still there.
    nagekeken: str


class InitiatiefInhoud(Frozen, frozen=True):
    """An initiative that exists already."""

    titel: str
    staat: str
    lijnen: tuple[str, ...]


class RichtingInhoud(Frozen, frozen=True):
    """A possible direction, what speaks for and against it, and who carries it."""

    wat: str
    voordelen: str
    nadelen: str
    drager: str


class NotitieInhoud(Frozen, frozen=True):
    """Everything in one version of an agenda note."""

    kenmerk: str
    titel: str
    datum: date
    versie: int
    afzender: str
    aan: str
    cc: str
    gebied_code: str
    gebied_naam: str
    gebied_jaar: int
    themas: tuple[str, ...]
    periode_van: date
    periode_tot: date
    openbaar: bool
    reactie_voor: date | None
    lijnen: tuple[LijnInhoud, ...]
    in_het_kort: str
    vragen: tuple[VraagInhoud, ...]
    verhalen: tuple[VerhaalInhoud, ...]
    hoe_vaak: ProtectedText
    cijfers: tuple[CijferInhoud, ...]
    wat_we_niet_weten: str
    duiding: str
    duiders: str
    tegengeluid: str
    spanningen: str
    bronnen: str
    initiatieven: tuple[InitiatiefInhoud, ...]
    geprobeerd: str
    richtingen: tuple[RichtingInhoud, ...]
    terugkoppeling: str
    contact: str
    herkomst: ProtectedText
    telwijze: ProtectedText
    privacy: str
    versies: tuple[str, ...]
    akkoord: str
    # Versions older than a key do not have it, so each new key needs a default.
    wat_opvalt: str = ""
    gekozen_bronnen: tuple[BronInhoud, ...] = ()

    @property
    def langs(self) -> tuple[Lijn, ...]:
        """The lines that the note runs along, each once."""
        return tuple(dict.fromkeys(lijn.lijn for lijn in self.lijnen))

    @property
    def redenen(self) -> tuple[tuple[str, tuple[Lijn, ...]], ...]:
        """Each reason once, with all the lines that it was given for."""
        reasons: dict[str, list[Lijn]] = {}
        for lijn in self.lijnen:
            reasons.setdefault(lijn.waarom, []).append(lijn.lijn)
        return tuple((waarom, tuple(lijnen)) for waarom, lijnen in reasons.items())


def to_json(inhoud: NotitieInhoud) -> dict[str, Any]:
    """The content as JSON values: dates in ISO form, tuples as lists."""
    return cast("dict[str, Any]", msgspec.json.decode(msgspec.json.encode(inhoud)))


def from_json(data: dict[str, Any]) -> NotitieInhoud:
    """The content as it was stored; raises InhoudError for a missing, unknown or wrong key."""
    try:
        return msgspec.convert(data, NotitieInhoud)
    except msgspec.ValidationError as error:
        raise InhoudError(str(error)) from error
