"""The rules of all apps on how long what is kept, from the highest floor down."""

from datetime import date

from opbouw.floors import FLOORS
from wijken.bewaarregels import Kept, Rule
from wijken.contract import Lidmaatschap
from wijken.queries.bewaren import Maand, coming_months

RULES: tuple[Rule, ...] = tuple(rule for floor in reversed(FLOORS) for rule in floor.bewaren)
KEPT: tuple[Kept, ...] = tuple(kept for floor in reversed(FLOORS) for kept in floor.bewaard)


def months_of(lid: Lidmaatschap, today: date) -> list[Maand]:
    """Return what of the member's organisation goes in the coming twelve months."""
    return coming_months(RULES, lid.organisatie_id, today)
