"""Every page at both sizes in turn, and what of it is above an aim."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

Ask = Callable[..., Any]
TIMES = 4
# What takes this long shows itself at once.
LONG = 1500
RATIO, CPU, CITY_CPU, STATEMENT = 1.5, 40.0, 150.0, 20.0
# Below this a ratio says more about the clock than about the page.
SHORT = 5.0


class ClosedPage(Exception):  # noqa: N818 -- it is no error of ours
    """A page did not open; the message is its status."""


@dataclass(frozen=True)
class Reading:
    """One page at one size: medians in milliseconds, of some readings."""

    statements: int
    python: float
    database: float
    wall: float
    slow: tuple[tuple[float, str], ...]

    @property
    def cpu(self) -> float:
        """Return what it takes of a processor, in our process and in that of the database."""
        return self.python + self.database


@dataclass(frozen=True)
class Line:
    """One page of one organisation, among few rows and among many."""

    name: str
    who: str
    kind: str
    few: Reading
    many: Reading

    @property
    def ratio(self) -> float:
        """Return how much more processor it takes among many."""
        return self.many.cpu / self.few.cpu

    @property
    def aim(self) -> float:
        """Return the milliseconds of processor that this page may take in Python."""
        return CITY_CPU if self.kind == "largest" and self.name.startswith("gebied") else CPU

    def findings(self) -> Iterator[str]:
        """Yield what is above an aim."""
        if self.ratio > RATIO and self.many.cpu > SHORT:
            yield f"**{self.ratio:.2f}** times ({self.few.cpu:.0f} → {self.many.cpu:.0f} ms CPU)"
        if self.many.cpu > self.aim:
            yield f"{self.many.cpu:.0f} ms CPU, {self.many.database:.0f} of it in the database"
        if self.many.statements > self.few.statements:
            yield f"statements: {self.few.statements} → {self.many.statements}"
        for took, shape in self.many.slow:
            yield f"{took:.0f} ms: `{shape}`"


def measure(
    few: Ask,
    many: Ask,
    kinds: Iterable[str],
    say: Callable[[str], None],
    *,
    times: int = TIMES,
    only: Collection[str] = (),
) -> tuple[list[Line], list[str]]:
    """Read every page of every organisation at both sizes, turn by turn; also say what is closed.

    Who may open a page, and about what, is found out where there is little. `only` names pages.
    """
    found = few("pages", only=list(only))
    lines, closed = [], [name for (name,) in found["closed"]]
    for kind in kinds:
        say(f"{len(found['pages'])} pages of the {kind} organisation")
        for page in found["pages"]:
            name, label, who = page
            title = f"{name} ({label})" if label else name
            try:
                lines.append(Line(title, who, kind, *_in_turn(few, many, kind, page, times)))
            except ClosedPage as error:
                closed.append(f"{title} of the {kind}, which answers {error}")
    return lines, closed


def _in_turn(
    few: Ask, many: Ask, kind: str, page: list[str], times: int
) -> tuple[Reading, Reading]:
    if times == 0:  # only to see that it opens
        only = _together([_read(few, kind, page, clean=False)])
        return only, only
    first = [_read(ask, kind, page) for ask in (few, many)]
    if max(one["wall"] for one in first) > LONG:
        times = 1
    small: list[dict[str, Any]] = []
    large: list[dict[str, Any]] = []
    for number in range(times):
        order = [(few, small), (many, large)]
        # Who goes first changes, so that neither always finds the machine as the other left it.
        for ask, into in order[:: -1 if number % 2 else 1]:
            into.append(_read(ask, kind, page))
    return _together(small), _together(large)


def _read(ask: Ask, kind: str, page: list[str], *, clean: bool = True) -> dict[str, Any]:
    reading: dict[str, Any] = ask("read", kind=kind, page=page, clean=clean)
    if reading["status"] != 200:
        raise ClosedPage(reading["status"])
    return reading


def _together(readings: list[dict[str, Any]]) -> Reading:
    count = max(len(one["statements"]) for one in readings)
    whole = [one["statements"] for one in readings if len(one["statements"]) == count]
    slow = []
    for at in range(count):
        took = median(statements[at][1] for statements in whole)
        if took > STATEMENT:
            slow.append((took, str(whole[0][at][0])))
    return Reading(
        statements=count,
        python=median(one["python"] for one in readings),
        database=median(one["database"] for one in readings),
        wall=median(one["wall"] for one in readings),
        slow=tuple(sorted(slow, reverse=True)),
    )
