"""What a member who stops leaves to be done, from all apps."""

from collections.abc import Callable
from dataclasses import dataclass

from opbouw.floors import FLOORS
from opbouw.lib.database.cut import first_of
from opbouw.lib.web.keyset import page
from opbouw.lib.web.pieces import Meer, Punt
from wijken.contract import Lidmaatschap

SHOWN = 20


@dataclass(frozen=True)
class OpenWerk:
    """One kind of what is left, and what more of it there is than is shown."""

    titel: str
    punten: list[Punt]
    meer: list[Meer]


@dataclass(frozen=True)
class Soort:
    """A page of all that is left of one kind."""

    titel: str
    punten: list[Punt]
    volgende: str | None


def open_work(lid: Lidmaatschap) -> list[OpenWerk]:
    """Return what this member promised and accompanies, per kind that there is."""
    found = []
    for taak in (one for floor in FLOORS for one in floor.taken):
        cut = first_of(taak.rows(lid), SHOWN)
        if cut.rows:
            title = str(taak.titel)
            meer = [Meer(title, cut.more, f"?soort={taak.soort}")] if cut.more else []
            found.append(OpenWerk(title, list(taak.punten(cut.rows)), meer))
    return found


def kind_of_work(lid: Lidmaatschap, soort: str, *, after: str | None = None) -> Soort | None:
    """Return a page of one kind of what this member leaves; None for a kind that is not there."""
    for taak in (one for floor in FLOORS for one in floor.taken):
        if taak.soort == soort:
            found = page(taak.rows(lid), order=taak.orde, filled=taak.filled, after=after)
            return Soort(str(taak.titel), list(taak.punten(found.items)), found.next)
    return None


def hand_overs() -> list[Callable[..., None]]:
    """Return what gives each kind to a colleague."""
    return [taak.over for floor in FLOORS for taak in floor.taken if taak.over is not None]
