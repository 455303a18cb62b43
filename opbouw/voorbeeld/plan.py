"""Residents' plans in every state, with what was said along the way."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Stap:
    """One visible update, so many days ago; with the state it leads to, if that changes."""

    dagen: int
    wie: str
    tekst: str
    naar: str = ""


@dataclass(frozen=True)
class Terug:
    """What a resident wrote back on the status page, so many days ago."""

    dagen: int
    tekst: str


@dataclass(frozen=True)
class Verteld:
    """How the people around it were told."""

    dagen: int
    wie: str
    kring: str
    waar: str
    hoe: str
    tekst: str


@dataclass(frozen=True)
class Plan:
    """One initiative; without `door` it came through the public form."""

    dagen: int
    titel: str
    plan: str
    nodig: str
    buurt: str
    plek: str
    thema: str = ""
    lijnen: str = ""
    waarom: str = ""
    door: str = ""
    contact: str = ""
    naam: str = ""
    email: str = ""
    van_ouder: bool = False
    stappen: tuple[Stap, ...] = field(default=())
    terug: tuple[Terug, ...] = field(default=())
    verteld: tuple[Verteld, ...] = field(default=())
