"""Days in running text, on the calendar of the reader."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

CLOCK = "G.i"


def day(moment: date | datetime | None) -> str:
    """Return the day in words; nothing for none."""
    return day_as(moment, "j F Y") if moment is not None else ""


def clock(moment: datetime) -> str:
    """Return the time of day, written as everywhere in the interface: 14.30 uur."""
    return _("%(time)s uur") % {"time": date_format(timezone.localtime(moment), CLOCK)}


def month(moment: date | datetime) -> str:
    """Return the month and the year in words."""
    return day_as(moment, "F Y")


def day_as(moment: date | datetime, form: str) -> str:
    """Return the day in words, in the letters of Django's date format; kept per language."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date()
    return _words(moment, form, get_language())


# The rows of a list share their days, and tomorrow's list has them again.
@lru_cache(maxsize=4096)
def _words(moment: date, form: str, _language: str | None) -> str:
    return date_format(moment, form)
