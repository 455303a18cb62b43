"""What the team noticed, what it means according to the people there, and who was told."""

from dataclasses import dataclass, field

from opbouw.voorbeeld.plan import Verteld


@dataclass(frozen=True)
class Duid:
    """One conversation in which a signal got its meaning, so many days ago.

    For a signal that follows its last contact: so many days after it was noticed.
    """

    dagen: int
    met_wie: str
    tekst: str
    tegengeluid: str = ""
    niet_gehoord: str = ""
    spanning: str = ""


@dataclass(frozen=True)
class Merk:
    """One signal, with the name of the contacts that it was heard in."""

    key: str
    dagen: int
    wie: str
    titel: str
    tekst: str
    buurt: str
    thema: str
    lijnen: str
    waarom: str
    kring: str
    kring_waar: str
    contacten: tuple[str, ...] = ()
    duidingen: tuple[Duid, ...] = field(default=())
    # Why there is no duiding, or why it stays off the agenda; so many days ago.
    zonder: tuple[int, str] | None = None
    niet: tuple[int, str] | None = None
    verteld: tuple[Verteld, ...] = field(default=())
    # Noticed right after the last of its contacts, instead of so many days ago.
    na_laatste: bool = False
