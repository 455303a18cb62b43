"""A quarter of a year, as lists, pictures and the search offer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

# A year and the present one.
QUARTERS = 5


@dataclass(frozen=True)
class Kwartaal:
    """Three months of a year."""

    jaar: int
    nummer: int

    @property
    def begin(self) -> date:
        """The first day."""
        return date(self.jaar, 3 * self.nummer - 2, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return self.next.begin - timedelta(days=1)

    @property
    def next(self) -> Kwartaal:
        """The quarter after this one."""
        if self.nummer == 4:
            return Kwartaal(self.jaar + 1, 1)
        return Kwartaal(self.jaar, self.nummer + 1)

    @property
    def before(self) -> Kwartaal:
        """The quarter before this one."""
        if self.nummer == 1:
            return Kwartaal(self.jaar - 1, 4)
        return Kwartaal(self.jaar, self.nummer - 1)

    def holds(self, day: date | None) -> bool:
        """Whether this day lies in it."""
        return day is not None and self.begin <= day <= self.end

    def __str__(self) -> str:
        return _("%(nummer)de kwartaal %(jaar)d") % {"nummer": self.nummer, "jaar": self.jaar}

    @property
    def code(self) -> str:
        """Its name in an address."""
        # Beside that of a month, which is 2026-04.
        return f"{self.jaar}-k{self.nummer}"


def last_quarters(number: int = QUARTERS) -> list[Kwartaal]:
    """Return so many quarters, the present one first."""
    today = timezone.localdate()
    found = [Kwartaal(today.year, (today.month + 2) // 3)]
    while len(found) < number:
        found.append(found[-1].before)
    return found
