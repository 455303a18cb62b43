"""What a cell says: a day, a number of people, one or more of our choices."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from django.db import models
from django.utils import timezone
from django.utils.translation import override

from opbouw.lib.text.names import folded
from wijken.models import Aantal, Lijn, Thema, Vindplaats, Werksoort
from wijken.models.contact import OVERDAG

# The beginning of the calendar of Excel, which holds that 1900 had a 29 February.
EXCEL_DAY_0 = date(1899, 12, 30)
EARLIEST = date(2000, 1, 1)
MONTHS = {
    "jan": 1,
    "feb": 2,
    "mrt": 3,
    "maa": 3,
    "apr": 4,
    "mei": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
# The longest day that we understand, with its time, is shorter.
LONGEST_MOMENT = 60
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_WORDS = re.compile(r"(?:[a-z]{2,9}\.?,? )?(\d{1,2})[-. ]+([a-z]{3,9})\.?[- ]+(\d{4}|\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_CLOCK = re.compile(
    r"(.+?)(?:,? (?:om )?|(?<=\d)T)(\d{1,2})[:.](\d{2})(?::\d{2}(?:[.,]\d+)?)?(?: uur)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(\d{1,4})(?:[.,]0+)?(?: ?(?:mensen|mens|personen|bewoners))?")
# A range as people type it, and what Excel makes of 2-5 and 6-10 before anybody looks.
_RANGE = re.compile(r"(\d{1,2})(?:-| tot | t/m | of )(\d{1,2})(?: ?(?:mensen|personen|bewoners))?")
AS_A_DAY = {"2-mei": Aantal.ENKELE, "6-okt": Aantal.GROEPJE}
_MORE = re.compile(r"(?:>|meer dan )(\d{1,4})|(\d{1,4}) ?(?:\+|of meer)")
_PARTS = re.compile(r"[,;/|+\n&]| en ")
_DASH = str.maketrans("–—‑", "---")
CODE = re.compile(r"BU\d{4}[0-9A-Z]{4}")

# What else a choice is called; ours are in the labels.
ALSO: dict[type[models.TextChoices], dict[str, str]] = {
    Thema: {
        "geld": "geld", "energie": "geld", "armoede": "geld", "gezondheid": "gezond",
        "jeugd": "opgroeien", "werk": "leren", "taal": "leren", "groen": "buiten",
        "veiligheid": "veilig", "bereikbaarheid": "vervoer", "overig": "anders",
        "buitenruimte": "buiten",
    },
    Vindplaats: {
        "plein": "plein", "park": "plein", "speeltuin": "speelplek", "school": "school",
        "wijkcentrum": "buurthuis", "markt": "winkel", "huisbezoek": "deur", "telefoon": "online",
        "telefonisch": "online", "overig": "anders",
    },
    Werksoort: {"aanwezig": "aanwezig", "netwerk": "netwerk", "initiatief": "initiatief"},
    Aantal: {"niemand": "0", "geen": "0"},
    Lijn: {"bonding": "verbinden", "bridging": "overbruggen", "linking": "koppelen"},
}  # fmt: skip


def moment_of(text: str) -> datetime | None:
    """Return when it was: with the time of day where that is told, else in the course of the day.

    None for what is no day. A day comes before its month, as everybody here writes it.
    """
    said = " ".join(text.split())
    if len(said) > LONGEST_MOMENT:
        # Days that were read are remembered, and no other words of a file.
        return None
    clock = _CLOCK.fullmatch(said)
    day_said, hour = said, OVERDAG
    if clock is not None:
        day_said = clock[1]
        try:
            hour = time(int(clock[2]), int(clock[3]))
        except ValueError:
            return None
        if hour == time():
            hour = OVERDAG
    day = day_of(day_said)
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, hour)).astimezone(UTC)


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """Return the day that a text names; None for what is none."""
    said = text.strip().lower()
    try:
        if found := _ISO.fullmatch(said):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DUTCH.fullmatch(said):
            return date(_year(found[3]), int(found[2]), int(found[1]))
        if found := _WORDS.fullmatch(said):
            month = MONTHS.get(found[2][:3])
            return date(_year(found[3]), month, int(found[1])) if month else None
        if found := _SERIAL.fullmatch(said):
            return EXCEL_DAY_0 + timedelta(days=int(found[1]))
    except ValueError:
        return None
    return None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


@lru_cache(maxsize=1024)
def aantal_of(text: str) -> str | None:
    """Return the bucket of a number of people, empty for none given; None for what is no number."""
    said = " ".join(text.lower().translate(_DASH).split())
    said = re.sub(r"^(?:ca\.?|circa|ongeveer|±|~) ?", "", said)
    if not said:
        return ""
    if said in AS_A_DAY:
        return str(AS_A_DAY[said])
    if (chosen := _choices(Aantal).get(folded(said))) is not None:
        return chosen
    if found := _NUMBER.fullmatch(said):
        return _bucket(int(found[1]))
    if found := _RANGE.fullmatch(said):
        low, high = _bucket(int(found[1])), _bucket(int(found[2]))
        return low if low == high else None
    if found := _MORE.fullmatch(said):
        return str(Aantal.VEEL) if int(found[1] or found[2]) >= 25 else None
    return None


def _bucket(number: int) -> str:
    for most, bucket in (
        (0, Aantal.NIEMAND),
        (1, Aantal.EEN),
        (5, Aantal.ENKELE),
        (10, Aantal.GROEPJE),
        (25, Aantal.GROEP),
    ):
        if number <= most:
            return str(bucket)
    return str(Aantal.VEEL)


@lru_cache(maxsize=1024)
def choice_of(choices: type[models.TextChoices], text: str) -> str | None:
    """Return the choice that a cell names, empty for an empty one; None for an unknown word."""
    said = folded(text.strip())
    return _choices(choices).get(said) if said else ""


@lru_cache(maxsize=1024)
def choices_of(choices: type[models.TextChoices], text: str) -> tuple[str, ...] | None:
    """Return the choices that a cell names, in our order; None where one of them is unknown."""
    whole = choice_of(choices, text)
    if whole is not None:
        return (whole,) if whole else ()
    found = {choice_of(choices, part) for part in _PARTS.split(text) if part.strip()}
    if None in found:
        return None
    return tuple(str(value) for value in choices.values if value in found)


@lru_cache(maxsize=8)
def _choices(choices: type[models.TextChoices]) -> dict[str, str]:
    words = {folded(word): value for word, value in ALSO.get(choices, {}).items()}
    # In Dutch, whatever the language of who reads: a spreadsheet has one.
    with override("nl"):
        words |= {folded(str(label)): str(value) for value, label in choices.choices}
    return words | {folded(str(value)): str(value) for value in choices.values}


def is_dag(text: str) -> bool:
    """Tell whether a cell seems to name a day; a bare number may be anything."""
    return day_of(text.split("T")[0].split(" ")[0]) is not None and not text.isdecimal()


def is_code(text: str) -> bool:
    """Tell whether a cell holds the code of a buurt."""
    return CODE.fullmatch(text.strip().upper()) is not None


def is_thema(text: str) -> bool:
    """Tell whether a cell names a theme."""
    return bool(choice_of(Thema, text))


def is_vindplaats(text: str) -> bool:
    """Tell whether a cell names a kind of place."""
    return bool(choice_of(Vindplaats, text))


def is_werksoort(text: str) -> bool:
    """Tell whether a cell names kinds of work."""
    return bool(choices_of(Werksoort, text))


def is_lijn(text: str) -> bool:
    """Tell whether a cell names lines."""
    return bool(choices_of(Lijn, text))
