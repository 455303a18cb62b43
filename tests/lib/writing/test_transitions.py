"""States move along their table or not at all."""

from dataclasses import dataclass

import pytest

from opbouw.lib.writing.transitions import Refused, Table, TransitionNotAllowedError, allowed, move

TABLE: Table = {"open": frozenset({"op_slot"}), "op_slot": frozenset()}


@dataclass
class Deur:
    """Something with a state."""

    staat: str
    overgangen: Table


def test_a_listed_step_changes_the_state_and_returns_the_old_one() -> None:
    deur = Deur("open", TABLE)
    assert allowed(deur, "op_slot")
    assert move(deur, "op_slot") == "open"
    assert deur.staat == "op_slot"


@pytest.mark.parametrize(
    ("staat", "naar", "sentence"),
    [
        ("op_slot", "open", "Dit kan nu niet: van “op slot” ga je niet naar “open”."),
        ("open", "open", "Dit kan nu niet: van “open” ga je niet naar “open”."),
        ("weg", "open", "Dit kan nu niet: van “weg” ga je niet naar “open”."),
    ],
)
def test_another_step_is_refused_in_dutch(staat: str, naar: str, sentence: str) -> None:
    deur = Deur(staat, TABLE)
    with pytest.raises(TransitionNotAllowedError) as caught:
        move(deur, naar)
    assert str(caught.value) == sentence
    assert deur.staat == staat
    assert isinstance(caught.value, Refused) is True
