"""The three lines; a builtin of the templates."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from opbouw.lib.web.components.elements import sprite
from opbouw.lib.web.components.library import Components, optional

register = Components()

LijnNaam = Literal["verbinden", "overbruggen", "koppelen"]


@register.component(
    '{% lijn lijn="verbinden" %}',
    '{% lijn lijn="overbruggen" %}',
    '{% lijn lijn="koppelen" %}',
)
def lijn(*, lijn: LijnNaam) -> SafeString:
    """Badge of one of the three lines, with its shape."""
    return _lijn(lijn)


# Typed: safe text equals the same text unsafe, but is not escaped alike.
@lru_cache(maxsize=16, typed=True)
def _lijn(lijn: str) -> SafeString:
    return format_html(
        '<span class="lijn lijn--{0}"><svg viewBox="0 0 22 18" width="22" height="18"'
        ' aria-hidden="true"><use href="{1}#lijn-{0}"></use></svg>{0}</span>',
        lijn,
        sprite(),
    )


@register.component("{% lijnen lijnen=lijnen %}")
def lijnen(*, lijnen: Iterable[str]) -> SafeString:
    """Badges of several lines; a list of its own, so never inside a paragraph."""
    return _lijnen(tuple(lijnen))


# The three lines make sixteen lists, whatever their order.
@lru_cache(maxsize=64, typed=True)
def _lijnen(lijnen: tuple[str, ...]) -> SafeString:
    badges = format_html_join("\n", "<li>{}</li>", ((_lijn(lijn),) for lijn in lijnen))
    return optional('<ul class="lijnen">{}</ul>', badges)


@register.component('{% lijnvorm lijn="verbinden" %}', '{% lijnvorm lijn="koppelen" %}')
def lijnvorm(*, lijn: LijnNaam) -> SafeString:
    """The shape of a line, without words; never alone on a page."""
    return format_html(
        '<svg class="lijnvorm lijnvorm--{0}" viewBox="0 0 22 18" width="22" height="18"'
        ' aria-hidden="true"><use href="{1}#lijn-{0}"></use></svg>',
        lijn,
        sprite(),
    )
