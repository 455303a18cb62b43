"""What a member who stops leaves to be done, from all apps."""

from collections.abc import Callable
from dataclasses import dataclass

from opbouw.floors import FLOORS
from opbouw.lib.database.cut import first_of
from opbouw.lib.web.pieces import Punt, up_to_99
from wijken.contract import Lidmaatschap

SHOWN = 20


@dataclass(frozen=True)
class OpenWerk:
    """One kind of what is left; `meer` says how many more there are than are shown."""

    titel: str
    punten: list[Punt]
    meer: str


def open_work(lid: Lidmaatschap) -> list[OpenWerk]:
    """Return what this member promised and accompanies, per kind that there is."""
    found = []
    for taak in (one for floor in FLOORS for one in floor.taken):
        cut = first_of(taak.rows(lid), SHOWN)
        if cut.rows:
            more = up_to_99(cut.more) if cut.more else ""
            found.append(OpenWerk(str(taak.titel), list(taak.punten(cut.rows)), more))
    return found


def hand_overs() -> list[Callable[..., None]]:
    """Return what gives each kind to a colleague."""
    return [taak.over for floor in FLOORS for taak in floor.taken if taak.over is not None]
