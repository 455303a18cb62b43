"""Figures in words say what they count."""

import tomllib
from decimal import Decimal

import pytest

from opbouw.machine.assets import BASE
from wijken.cbs.columns import KOLOMMEN
from wijken.queries.cijfer import with_whole

YEAR = BASE / "opbouw" / "voorbeeld" / "jaar" / "gebied.toml"


@pytest.mark.parametrize(
    ("naam", "said"),
    [
        ("Huishoudens van één persoon", "58% van de huishoudens"),
        ("Eenpersoonshuishoudens", "58% van de huishoudens"),
        ("Woningen met energielabel E, F of G", "58% van de woningen"),
        ("Eigen woningen", "58% van de woningen"),
        ("Koopwoningen", "58% van de woningen"),
        ("Mensen die zich eenzaam voelen", "58% van de mensen"),
        ("Jonger dan 15 jaar", "58% van de mensen"),
        ("15 tot 25 jaar", "58% van de mensen"),
        ("65 jaar en ouder", "58% van de mensen"),
        ("Jongeren met jeugdzorg", "58% van de jongeren"),
        # What a name does not begin with, it need not be a part of.
        ("Groei van het aantal inwoners", "58%"),
        ("Gemiddelde grootte van een huishouden", "58%"),
        ("Afstand van woningen tot groen", "58%"),
    ],
)
def test_a_percentage_says_what_it_is_a_part_of(naam: str, said: str) -> None:
    assert with_whole(naam, Decimal(58), "%") == said


def test_other_figures_say_their_own_unit() -> None:
    assert with_whole("Huishoudens", Decimal(1825), "") == "1.825"
    assert with_whole("Huishoudens", Decimal("1.7"), "km") == "1,7\u00a0km"


def test_every_percentage_that_we_import_or_show_says_it() -> None:
    names = [kolom.naam for kolom in KOLOMMEN if kolom.eenheid == "%"]
    names += [one["naam"] for one in tomllib.loads(YEAR.read_text(encoding="utf-8"))["cijfer"]]
    assert len(names) > 15
    assert [naam for naam in names if with_whole(naam, Decimal(5), "%") == "5%"] == []
