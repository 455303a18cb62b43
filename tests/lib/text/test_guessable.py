"""Passwords that are guessed first."""

import unicodedata

import pytest

from opbouw.lib.text.guessable import is_guessable

NAMES = ("Samira Bennani", "Welzijn De Brink", "Zonderwater", "De Weide")


@pytest.mark.parametrize(
    "password",
    [
        "welkom123456",
        "Welkom2026!!",
        "W3lk0m!23456",
        "w3lk0m1234567890",
        "gemeente2026",
        "G3m33nt3_2026",
        "opbouw-demo-2026",
        "Opbouwwerker1!",
        "Zomer2026Zomer2026",
        "zomer-herfst-winter",
        "december-2026",
        "samirabennani",
        "Samira.Bennani-1987",
        "Welzijn De Brink",
        "debrink debrink 1",
        "Zonderwater2026",
        "weideweideweide",
        "qwertyuiop12",
        "1qaz2wsx3edc4rfv",
        "asdfghjkl;'12",
        "poiuytrewq99",
        "abcdefghijklmn",
        "aaaaaaaaaaaaaaaa",
        "hahahahahaha",
        "123456789012",
        "19-11-2026 12:00",
        "............",
        "football2026!!",
        "pindapinda2026",
        "wélkömwélköm",
        "ＷＥＬＫＯＭ１２３４５６",
    ],
)
def test_what_is_guessed_first(password: str) -> None:
    assert is_guessable(password, names=NAMES, common={"football"})


@pytest.mark.parametrize(
    "password",
    [
        "een lange zin over de buurt",
        "de kat krabt de krullen van de trap",
        "Onze brink heeft mooie oude bomen",
        "correct horse battery staple",
        "x7Kp2mQ9vL4z",
        "soep met balletjes",
        "حديقة صغيرة خلف البيت",
        "2026 was een heel goed jaar",
    ],
)
def test_what_is_not(password: str) -> None:
    assert not is_guessable(password, names=NAMES, common={"football"})


def test_a_character_that_stands_for_a_sentence_costs_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    def combining(one: str) -> int:
        seen.append(one)
        return 0

    monkeypatch.setattr(unicodedata, "combining", combining)
    is_guessable("ﷺ" * 128, names=(), common=())
    assert len(unicodedata.normalize("NFKD", "ﷺ" * 128)) > 2000
    assert len(seen) == 200
