"""How templates show text that people typed."""

from django import template
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def paragraphs(text: object) -> SafeString:
    """Return typed text as paragraphs that each run in the direction of their own first letter.

    `linebreaks` alone would give an Arabic paragraph the direction of the Dutch page around it.
    """
    html = linebreaks(str(text or ""), autoescape=True) if text else ""
    # What was typed is escaped, so every tag here is one that linebreaks made.
    return mark_safe(html.replace("<p>", '<p dir="auto">'))  # noqa: S308  # escaped one line up
