"""How the points of Mijn dag count the promise of a first answer."""

from datetime import date

import pytest

from initiatieven.queries.dag import answer_due
from initiatieven.workdays import after_workdays

# A Wednesday: Friday is two working days on, Monday three.
WEDNESDAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (4, "Nog 3 werkdagen om te antwoorden."),
        (6, "Nog 1 werkdag om te antwoorden."),
        (7, "Nog 1 werkdag om te antwoorden."),
        (9, "Vandaag is de laatste dag om te antwoorden."),
        (10, "Het antwoord had er gisteren moeten zijn."),
        (11, "Het antwoord had er eergisteren moeten zijn."),
        (12, "Het antwoord had er op 9 maart moeten zijn."),
    ],
)
def test_the_promise_of_three_working_days_is_counted(today: int, words: str) -> None:
    due = after_workdays(WEDNESDAY, 3)
    assert due == date(2026, 3, 9)
    assert answer_due(due, date(2026, 3, today)) == words
