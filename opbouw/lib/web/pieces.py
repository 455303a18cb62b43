"""The pieces that an app hands to pages which combine several apps."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Punt:
    """One thing that asks for somebody today, with the page where they do it.

    `tekens` are the marks on its card, by the names that the component `lijnen` draws.
    """

    kop: str
    titel: str
    onder: str
    url: str
    actie: str
    tekens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Treffer:
    """A record that was looked for: its own words in `titel` and `teksten`, ours around them.

    `tekens` are the marks that the component `lijnen` draws.
    """

    titel: str
    teksten: tuple[str, ...]
    boven: str
    url: str
    wie: str = ""
    tekens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meer:
    """What a list leaves out: how many more of this kind there are, and the page that has all."""

    soort: str
    aantal: int
    url: str

    @property
    def zoveel(self) -> str:
        """How many more, as a page says it."""
        return up_to_99(self.aantal)


def up_to_99(number: int) -> str:
    """Return a number as a page says it where nobody counts further."""
    return str(number) if number <= 99 else "99+"


@dataclass(frozen=True)
class Stap:
    """One step of a course of events, as the component `draad` draws it.

    `klaar` is False for what is still to come. A step that has been leads to its page, and the
    very next one to its form.
    """

    titel: str
    tekst: str = ""
    url: str = ""
    klaar: bool = True
    hier: bool = False


@dataclass(frozen=True)
class Gehoord:
    """Something that people told, in their own words (`aanhaling`) or in ours."""

    soort: str
    titel: str
    tekst: str
    waar: str
    op: datetime
    url: str
    aanhaling: bool
