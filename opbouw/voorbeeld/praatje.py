"""How a contact is written down in the example data."""

from dataclasses import dataclass

LIJNEN = {"v": "verbinden", "o": "overbruggen", "k": "koppelen"}


@dataclass(frozen=True)
class Praatje:
    """One contact of the example year, dated when it is made."""

    buurt: str
    vindplaats: str
    plek: str
    thema: str
    aantal: str
    tekst: str
    # The first letters of the lines, with one why.
    lijnen: str = ""
    waarom: str = ""
    wie: str = "samira"
    # The month it belongs in; 0 is any day of the year.
    maand: int = 0
    # Exactly, or at least, so many days ago.
    dagen: int | None = None
    minstens: int = 2
    # A promise, for so many days after the contact; kept unless it is open.
    afspraak: str = ""
    na: int = 0
    open: bool = False
    # Under which a signal or an initiative finds it again.
    naam: str = ""

    @property
    def op_lijnen(self) -> list[str]:
        """The lines in full."""
        return [LIJNEN[letter] for letter in self.lijnen]
