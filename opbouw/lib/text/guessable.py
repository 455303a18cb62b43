"""Passwords that are guessed first: known words, names, rows of keys, years, and little else."""

import re
import unicodedata
from collections.abc import Container, Iterable

# What must be left of a password beside all that is known: half a word, or a handful at random.
ENOUGH_LETTERS = 6
ENOUGH_DIFFERENT = 4

_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "azertyuiop", "qsdfghjklm", "wxcvbn",
    "qazwsxedcrfvtgbyhnujm",
)  # fmt: skip
# The first words that somebody here tries, after those of Django's list, which is English.
_WORDS = (
    "welkom", "welcome", "wachtwoord", "password", "geheim", "secret", "hallo", "hello",
    "inloggen", "login", "admin", "beheer", "beheerder", "beheren", "account", "gebruiker",
    "tijdelijk", "standaard", "nieuw", "oud", "test", "demo", "proef", "computer", "laptop",
    "telefoon", "internet", "kantoor", "werk", "office", "opbouw", "opbouwwerk", "opbouwwerker",
    "buurt", "buurthuis", "wijk", "wijken", "gemeente", "gemeentehuis", "stad", "stadhuis",
    "dorp", "welzijn", "stichting", "vereniging", "organisatie", "zorg", "sociaal", "jongeren",
    "bewoner", "bewoners", "samen", "contact", "signaal", "lente", "voorjaar", "zomer", "herfst",
    "najaar", "winter", "spring", "summer", "autumn", "kerst", "kerstmis", "pasen", "sinterklaas",
    "vakantie", "weekend", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag",
    "zondag", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
    "september", "oktober", "november", "december", "nederland", "holland", "oranje", "amsterdam",
    "rotterdam", "denhaag", "utrecht", "eindhoven", "groningen", "tilburg", "almere", "breda",
    "nijmegen", "arnhem", "haarlem", "amersfoort", "apeldoorn", "enschede", "zwolle", "leiden",
    "dordrecht", "ajax", "feyenoord", "psv", "voetbal", "football", "fiets", "koffie", "liefde",
    "schatje", "schat", "lieverd", "prinses", "prins", "konijn", "hond", "poes", "kat", "paard",
    "vlinder", "zonnetje", "bloem", "mama", "papa", "oma", "opa", "baby", "letmein", "iloveyou",
    "ikhouvanjou", "monkey", "dragon", "master", "superman", "batman", "pokemon",
)  # fmt: skip
_LOOK_ALIKE = str.maketrans("013457@$!", "oieastasi")
# Repeated whole: the second time tells no more.
_AGAIN = re.compile(r"(.+?)\1+")
_NUMBERS = re.compile(r"\d{3,}|\d+\W*$")


def is_guessable(password: str, *, names: Iterable[str], common: Container[str]) -> bool:
    """Tell whether little is left of a password without known words, these names and numbers.

    `common` holds whole passwords, in lower case. Cost grows with the square of the length.
    """
    typed = _plain(password)
    known = _pattern(names)
    for text in (typed, _NUMBERS.sub("", typed).translate(_LOOK_ALIKE)):
        letters = "".join(character for character in text if character.isalpha())
        rest = _AGAIN.sub(r"\1", known.sub("", letters))
        if letters in common or rest in common:
            return True
        if len(rest) < ENOUGH_LETTERS or len(set(rest)) < ENOUGH_DIFFERENT:
            return True
    return typed in common


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    known = {*_WORDS, *_runs()}
    for name in names:
        words = re.findall(r"[^\W\d_]+", _plain(name))
        known |= {"".join(words), *words}
    longest_first = sorted((word for word in known if len(word) > 2), key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in longest_first))


def _runs() -> set[str]:
    # Four keys in a row, in either direction.
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    return {
        row[start:end]
        for row in rows
        for start in range(len(row))
        for end in range(start + 4, len(row) + 1)
    }


def _plain(text: str) -> str:
    # Some single characters stand for a whole sentence; its beginning is enough.
    apart = unicodedata.normalize("NFKD", text).casefold()[:200]
    return "".join(character for character in apart if not unicodedata.combining(character))
