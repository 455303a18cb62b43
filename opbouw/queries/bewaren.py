"""The rules of all apps on how long what is kept, from the highest floor down."""

from datetime import date, timedelta

from django.utils.text import capfirst

from opbouw.floors import FLOORS
from wijken.bewaarregels import Kept, Rule
from wijken.contract import Lidmaatschap
from wijken.queries.bewaren import Maand, chosen_terms, coming_months, days_in_words

RULES: tuple[Rule, ...] = tuple(rule for floor in reversed(FLOORS) for rule in floor.bewaren)
KEPT: tuple[Kept, ...] = tuple(kept for floor in reversed(FLOORS) for kept in floor.bewaard)


def terms_of(lid: Lidmaatschap) -> list[tuple[str, str]]:
    """Return what is kept how long, in words: what the organisation chose, then what is fixed."""
    fixed = [
        (capfirst(str(rule.wat)), days_in_words(rule.term.days))
        for rule in RULES
        if isinstance(rule.term, timedelta)
    ]
    return chosen_terms(lid.organisatie_id) + fixed


def months_of(lid: Lidmaatschap, today: date) -> list[Maand]:
    """Return what of the member's organisation goes in the coming twelve months."""
    return coming_months(RULES, lid.organisatie_id, today)
