"""A part of a page that is drawn once and kept."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.exceptions import TemplateSyntaxError
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from opbouw.lib.web.components.library import Arguments

# Of one place in a template. More are a mistake, and then the oldest go.
MOST_KEPT = 256

register = template.Library()


class _Kept(template.Node):
    """What the lines between the tags came to, for each language and each set of values."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList, given: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.given = given
        self.drawn: dict[tuple[object, ...], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        """Draw the lines, or return what they came to before with the same values."""
        values = {name: value.resolve(context) for name, value in self.given.items()}
        # With their types: safe text equals the same text unsafe, but is not escaped alike.
        typed = (part for value in values.values() for part in (type(value), value))
        key = (get_language(), get_script_prefix(), *typed)
        found = self.drawn.get(key)
        if found is None:
            found = self.drawn[key] = self._draw(context, values)
            if len(self.drawn) > MOST_KEPT:
                # Another thread may have been first.
                self.drawn.pop(next(iter(self.drawn)), None)
        return found

    def _draw(self, context: template.Context, values: dict[str, Any]) -> SafeString:
        arguments = Arguments(values)
        arguments.template = context.template
        arguments.render_context = context.render_context
        return self.nodelist.render(arguments)


@register.tag
def kept(parser: Parser, token: Token) -> _Kept:
    """Draw what is between `{% kept thema=thema %}` and `{% endkept %}` once for each thema.

    The values must be hashable. The lines know the language and these names only: reading any
    other is an error, so that nothing of one person's page is kept for another.
    """
    _, *bits = token.split_contents()
    given = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError("'kept' takes names with a value: {% kept thema=thema %}")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return _Kept(nodelist, given)
