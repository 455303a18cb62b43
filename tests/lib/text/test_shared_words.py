"""Two short texts share a word when one of its forms is in both, and say which."""

import pytest

from opbouw.lib.text.shared_words import in_common, telling_words


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("iemand die fietsen maakt", "Fietsles op zaterdag", ["fietsen"]),
        ("een fietsles", "Mijn fiets is stuk, FIETSEN", ["fietsles"]),
        ("de moestuin achter de flat", "Moestuinen en bakken", ["moestuin"]),
        ("café aan de kade", "het Cafe", []),  # four letters say little
        ("caféhouders", "CAFEHOUDER", ["cafehouders"]),
        # What every text of the practice says is nothing that these two share.
        ("buren helpen elkaar op het plein", "samen met de buren, elke zaterdag", []),
        ("wie veel alleen is", "nooit alleen", []),
        ("", "fietsen", []),
        ("fietsen fietsen", "fietsen", ["fietsen"]),
    ],
)
def test_what_is_in_both(one: str, other: str, shared: list[str]) -> None:
    assert in_common(telling_words(one), telling_words(other)) == shared
