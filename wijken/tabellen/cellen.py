"""What lists say of a row in a file: its words as far as they may go out."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.models.labels import label_of
from opbouw.lib.text.dates import month
from opbouw.lib.text.freetext import Kind, check_text

# A word of diagnosis alone is about nobody; beside a name the name is found.
PERSONAL = frozenset(Kind) - {Kind.DIAGNOSE}


class Reduced(Protocol):
    """A row whose words go after their term, and may be taken out on request."""

    woorden_weg_op: datetime | None
    weggehaald_op: datetime | None


def dag(row: Reduced, moment: datetime) -> date | str:
    """Return the day; of a reduced row the month, as pages show it."""
    if row.woorden_weg_op is not None:
        return month(moment)
    return timezone.localdate(moment)


def woorden(row: Reduced, text: str) -> str:
    """Return a text of this row; nothing once its words are gone."""
    if row.woorden_weg_op is not None or row.weggehaald_op is not None:
        return ""
    return zonder_persoon(text)


def zonder_persoon(text: str) -> str:
    """Return a text, or what it seems to hold of a person instead.

    Whoever wrote it looked again and kept it; that was for the team, not for a file.
    """
    found = {finding.kind for finding in check_text(text)} & PERSONAL if text else set()
    if not found:
        return text
    return _("[weggelaten: %(wat)s]") % {"wat": ", ".join(sorted(found))}


def keuzes(choices: type[models.TextChoices], values: Iterable[str]) -> str:
    """Return the labels of some choices, with commas."""
    return ", ".join(label_of(choices, value) for value in values)
