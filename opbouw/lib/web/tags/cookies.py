"""Reading a cookie in a template."""

from collections.abc import Mapping

from django import template
from django.conf import settings

register = template.Library()


@register.filter
def cookie(cookies: Mapping[str, str], name: str) -> str:
    """Return the value of one of our cookies; its name has a prefix where the site has TLS."""
    return cookies.get(f"{settings.COOKIE_PREFIX}{name}", "") if cookies else ""
