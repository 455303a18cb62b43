"""The quarters and years that an account can be about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from opbouw.lib.text.dates import day
from wijken.queries.kwartaal import Kwartaal, last_quarters

# As long as is known who noted something, and the quarter that it began in.
QUARTERS, YEARS = 9, 3


@dataclass(frozen=True)
class Tijdvak:
    """A quarter of a year; without a number the whole year."""

    jaar: int
    nummer: int = 0

    @property
    def begin(self) -> date:
        """The first day."""
        return Kwartaal(self.jaar, self.nummer or 1).begin

    @property
    def end(self) -> date:
        """The last day."""
        return Kwartaal(self.jaar, self.nummer or 4).end

    @property
    def after(self) -> date:
        """The day after it."""
        return Kwartaal(self.jaar, self.nummer or 4).next.begin

    @property
    def before(self) -> Tijdvak:
        """The quarter or the year before this one."""
        if not self.nummer:
            return Tijdvak(self.jaar - 1)
        kwartaal = Kwartaal(self.jaar, self.nummer).before
        return Tijdvak(kwartaal.jaar, kwartaal.nummer)

    @property
    def loopt(self) -> bool:
        """Whether it is not over yet."""
        return self.end >= timezone.localdate()

    @property
    def code(self) -> str:
        """Its name in an address."""
        return Kwartaal(self.jaar, self.nummer).code if self.nummer else str(self.jaar)

    @property
    def dagen(self) -> str:
        """Its first and its last day in words, or today's when it is not over."""
        return f"{day(self.begin)} – {day(min(self.end, timezone.localdate()))}"

    def __str__(self) -> str:
        return str(Kwartaal(self.jaar, self.nummer)) if self.nummer else str(self.jaar)


def quarters() -> list[Tijdvak]:
    """Return the quarters to choose from, the present one first."""
    return [Tijdvak(one.jaar, one.nummer) for one in last_quarters(QUARTERS)]


def years() -> list[Tijdvak]:
    """Return the years to choose from, the present one first."""
    now = timezone.localdate().year
    return [Tijdvak(now - ago) for ago in range(YEARS)]


def last_whole_quarter() -> Tijdvak:
    """Return the quarter that was over last."""
    return quarters()[1]


def tijdvak_of(code: str) -> Tijdvak | None:
    """Return the quarter or year of this code; None for any that cannot be chosen."""
    return next((one for one in (*quarters(), *years()) if one.code == code), None)
