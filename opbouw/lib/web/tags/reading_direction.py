"""The reading direction of typed text, for documents where `dir="auto"` is unknown."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from opbouw.lib.text import direction as reading

register = template.Library()
_PARAGRAPHS = re.compile("\n{2,}")


@register.filter
def direction(text: object) -> str:
    """Return the value for the `dir` attribute of an element that holds this text."""
    return reading.direction(str(text))


@register.filter
def quoted(text: object) -> str:
    """Return the text between quotation marks."""
    return reading.quoted(str(text))


@register.filter
def paragraphs(text: object) -> SafeString:
    """Return the escaped text as paragraphs, each in its own direction; nothing for none."""
    parts = _PARAGRAPHS.split(str(text)) if text else []
    return format_html_join("\n", "{}", ((_paragraph(part),) for part in parts))


def _paragraph(part: str) -> SafeString:
    # Only the mark between the lines is markup; the lines themselves are escaped.
    lines = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in part.split("\n")))
    if reading.direction(part) == "rtl":
        return format_html('<p dir="rtl">{}</p>', lines)
    # The direction of the document needs no attribute, which keeps a long note small.
    return format_html("<p>{}</p>", lines)
