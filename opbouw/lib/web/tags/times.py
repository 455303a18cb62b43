"""How templates write a time of day."""

from datetime import datetime

from django import template

from opbouw.lib.text import dates

register = template.Library()


@register.filter
def clock(moment: datetime) -> str:
    """Return the time of day, as everywhere else: 14.30 uur."""
    return dates.clock(moment)
