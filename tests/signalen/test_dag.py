"""How the points of Mijn dag say how much time is left to answer a note."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signalen.queries.dag import deadline


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (-2, ", 2 dagen over tijd."),
        (-1, ", 1 dag over tijd."),
        (0, ". Dat is vandaag."),
        (1, ", nog 1 dag."),
        (30, ", nog 30 dagen."),
    ],
)
def test_how_much_time_is_left(left: int, words: str) -> None:
    assert deadline(timezone.localdate() + timedelta(days=left)).endswith(words)


def test_without_a_day_nothing_is_said() -> None:
    assert deadline(None) == ""
