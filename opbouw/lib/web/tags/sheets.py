"""The style sheets of every page."""

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

from opbouw.lib.web.static_files import SHEETS, TOGETHER, HashedStorage

register = template.Library()


@register.simple_tag
def sheets() -> list[str]:
    """Return their addresses: of one file where files are collected, else of each."""
    return [static(name) for name in sheet_names()]


def sheet_names() -> tuple[str, ...]:
    """Return the names of the files that hold them."""
    return (TOGETHER,) if isinstance(staticfiles_storage, HashedStorage) else SHEETS
