"""The letters to the municipality: what stands in each of their eight parts."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ask:
    """One vraag, with a last day so many days from today."""

    soort: str
    aan: str
    wat: str
    over: int


@dataclass(frozen=True)
class Weg:
    """One possible direction."""

    wat: str
    voordelen: str
    nadelen: str
    drager: str


@dataclass(frozen=True)
class Reactie:
    """What the municipality answered to one vraag, so many days ago."""

    dagen: int
    uitkomst: str
    reden: str
    besluit: str = ""
    nummer: str = ""
    link: str = ""
    drager: str = ""
    over: int | None = None


@dataclass(frozen=True)
class Brief:
    """One agenda note; the days say how far it came."""

    wie: str
    titel: str
    signalen: tuple[str, ...]
    begonnen: int
    tekst: dict[str, str]
    verhalen: tuple[str, ...] = ()
    initiatieven: tuple[str, ...] = ()
    # The area and the key of each figure.
    cijfers: tuple[tuple[str, str], ...] = ()
    vragen: tuple[Ask, ...] = ()
    richtingen: tuple[Weg, ...] = ()
    # In how many days from today an answer is asked for; a negative number has passed.
    reactie_over: int | None = None
    vastgesteld: int | None = None
    verzonden: int | None = None
    antwoorden: tuple[Reactie, ...] = field(default=())
