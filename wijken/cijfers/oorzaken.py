"""What is wrong in a file: each cause said once, with how often and one example."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

SHOWN = 40
# However hostile a file is, a report of it is one that a person reads.
MOST = 40


class RijError(ValueError):
    """A row or a figure that is refused: the reason as a clause, and what shows it."""

    def __init__(self, reason: str, example: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.example = example


@dataclass
class Oorzaak:
    """One cause: how often it was found and where first."""

    tekst: str
    aantal: int
    voorbeeld: str

    def __str__(self) -> str:
        times = "1 keer" if self.aantal == 1 else f"{self.aantal} keer"
        return f"{times} {self.tekst} (bijvoorbeeld {self.voorbeeld})"


@dataclass
class Oorzaken:
    """The causes that one reading found, in the order in which they came."""

    lijst: dict[str, Oorzaak] = field(default_factory=dict)

    def add(self, tekst: str, voorbeeld: str, aantal: int = 1) -> None:
        """Count one more of this cause; the first example stays."""
        if tekst not in self.lijst and len(self.lijst) >= MOST:
            tekst = "iets anders mis"
        found = self.lijst.setdefault(tekst, Oorzaak(tekst, 0, voorbeeld))
        found.aantal += aantal

    @property
    def aantal(self) -> int:
        """How many there are of all causes together."""
        return sum(oorzaak.aantal for oorzaak in self.lijst.values())

    def __iter__(self) -> Iterator[Oorzaak]:
        return iter(self.lijst.values())


def shown(value: object) -> str:
    """Return what a file says as one short piece of text that cannot do anything."""
    text = " ".join(str(value)[: SHOWN + 1].split())
    plain = "".join(c if c.isprintable() and unicodedata.category(c) != "Cf" else "?" for c in text)
    return f"“{plain[:SHOWN]}…”" if len(plain) > SHOWN else f"“{plain}”"
