"""Days in running text, on the calendar of the reader."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format


def day(moment: date | datetime | None) -> str:
    """Return the day in words; nothing for none."""
    return date_format(_local(moment), "j F Y") if moment is not None else ""


def month(moment: date | datetime) -> str:
    """Return the month and the year in words."""
    return date_format(_local(moment), "F Y")


def _local(moment: date | datetime) -> date | datetime:
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment
