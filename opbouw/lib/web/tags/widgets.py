"""The inside of a widget, for the templates under templates/django/forms/widgets/.

In Python and not in templates of their own: a city has 518 buurten to choose from, and Django
would look up two templates for each.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from opbouw.lib.web.components.elements import sprite

LINES = {"verbinden", "overbruggen", "koppelen"}
# What Django gives a widget: the name of a group, its options, and its place.
Groups = Iterable[tuple[str | None, Sequence[Mapping[str, Any]], int]]

register = template.Library()


@register.simple_tag
def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Draw the attributes of a widget but its class, which each template sets itself."""
    # No placeholder: it repeats the label, and is gone as soon as somebody types.
    shown = (
        SafeString(f" {name}") if value is True else format_html(' {}="{}"', name, value)
        for name, value in attrs.items()
        if value is not False and name not in {"class", "placeholder"}
    )
    return SafeString("".join(shown))


@register.simple_tag
def select_options(groups: Groups) -> SafeString:
    """Draw the options of a select, in their groups."""
    return format_html_join(
        "", "{}", ((_group(name, options),) for name, options, _index in groups)
    )


def _group(name: str | None, options: Iterable[Mapping[str, Any]]) -> SafeString:
    drawn = format_html_join(
        "",
        '\n  <option dir="auto" value="{}"{}>{}</option>',
        ((one["value"], attributes(one["attrs"]), one["label"]) for one in options),
    )
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, drawn) if name else drawn


@register.simple_tag
def chip_options(groups: Groups) -> SafeString:
    """Draw radio buttons or check boxes as chips, each group under its name."""
    return format_html_join(
        "", "{}{}", ((_heading(name), _chips(options)) for name, options, _index in groups)
    )


def _heading(name: str | None) -> SafeString:
    return format_html('\n  <p class="keuzegroep">{}</p>', name) if name else SafeString()


def _chips(options: Iterable[Mapping[str, Any]]) -> SafeString:
    return format_html_join("", "\n  {}", ((_chip(option),) for option in options))


def _chip(option: Mapping[str, Any]) -> SafeString:
    attrs = option["attrs"]
    box = format_html(
        '<input type="{}" name="{}"{} value="{}"{}>',
        option["type"],
        option["name"],
        format_html(' class="{}"', attrs["class"]) if attrs.get("class") else "",
        option["value"],
        attributes(attrs),
    )
    if not option["wrap_label"]:
        return box
    line = str(option["value"]) if str(option["value"]) in LINES else ""
    return format_html(
        '<label class="chip{}"{}>{}{}<span dir="auto">{}</span></label>',
        f" chip--{line}" if line else "",
        format_html(' for="{}"', attrs["id"]) if attrs.get("id") else "",
        box,
        _shape(line) if line else "",
        option["label"],
    )


def _shape(line: str) -> SafeString:
    return format_html(
        '<svg viewBox="0 0 22 18" width="24" height="20" aria-hidden="true">'
        '<use href="{}#lijn-{}"></use></svg>',
        sprite(),
        line,
    )
