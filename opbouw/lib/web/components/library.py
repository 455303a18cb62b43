"""Template tags with named arguments, in the list that the manual and `/stijl/` are made from."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from django.template import (
    Context,
    Engine,
    Library,
    Node,
    TemplateSyntaxError,
    VariableDoesNotExist,
)
from django.template.base import FilterExpression, Parser, Token
from django.template.library import parse_bits
from django.utils.html import format_html
from django.utils.safestring import SafeString

Draw = Callable[..., SafeString]
AnyDraw = TypeVar("AnyDraw", bound=Draw)


class UnknownVariableError(Exception):
    """A component is given, or its template reads, a variable that is not there.

    Django's own VariableDoesNotExist is swallowed by most tags, and quotes the whole context, which
    may hold personal data.
    """


@dataclass(frozen=True)
class Argument:
    """One named argument of a component, as its signature has it."""

    name: str
    required: bool
    meaning: str
    default: object
    # The values it takes; empty when it takes any.
    options: tuple[object, ...]


@dataclass(frozen=True)
class Component:
    """A function that draws a part of a page, and what a template author needs to know of it."""

    name: str
    draw: Draw
    sentence: str
    arguments: tuple[Argument, ...]
    examples: tuple[str, ...]
    takes_context: bool

    def compile(self, parser: Parser, token: Token) -> Node:
        """Return the node for one use; raises TemplateSyntaxError on any argument that is wrong."""
        bits = token.split_contents()[1:]
        optional = {argument.name: 0 for argument in self.arguments if not argument.required}
        _, given = parse_bits(
            parser,
            bits,
            params=["context"] if self.takes_context else [],
            varargs=None,
            varkw=None,
            defaults=None,
            kwonly=[argument.name for argument in self.arguments],
            kwonly_defaults=optional,
            takes_context=self.takes_context,
            name=self.name,
        )
        options = {a.name: a.options for a in self.arguments if a.options and a.name in given}
        for name in list(options):
            if _is_literal(given[name]):
                self.check(name, given[name].resolve(Context()), options.pop(name))
        return _Use(self, given, options)

    def check(self, name: str, value: object, options: tuple[object, ...]) -> None:
        """Raise TemplateSyntaxError when the value is not one that the argument takes."""
        if value not in options:
            known = ", ".join(map(str, options))
            raise TemplateSyntaxError(f"'{self.name}' takes {name} as one of {known}, not {value}")


class _Use(Node):
    """One use of a component in a template."""

    def __init__(
        self,
        component: Component,
        given: dict[str, FilterExpression],
        options: dict[str, tuple[object, ...]],
    ) -> None:
        self.component = component
        self.options = options
        # Without filters the bare look-up is faster, and tells when there is nothing to find.
        self.given = [
            (name, value.resolve if value.filters else getattr(value.var, "resolve", value.resolve))
            for name, value in given.items()
        ]

    def render(self, context: Context) -> SafeString:
        """Draw the component with the values that the arguments have here."""
        component = self.component
        try:
            values = {name: resolve(context) for name, resolve in self.given}
        except VariableDoesNotExist:
            values = {}
        if len(values) < len(self.given):
            values = {name: self.resolved(name, resolve, context) for name, resolve in self.given}
        for name, options in self.options.items():
            component.check(name, values[name], options)
        if component.takes_context:
            return component.draw(context, **values)
        return component.draw(**values)

    def resolved(self, name: str, resolve: Callable[[Context], Any], context: Context) -> Any:
        """Return the value of one argument; raises UnknownVariableError when nothing is there.

        What is looked up in None is nothing, as everywhere in templates.
        """
        try:
            return resolve(context)
        except VariableDoesNotExist as error:
            key, owner = error.params[0], error.params[-1]
        if owner is None:
            return ""
        raise UnknownVariableError(f"'{self.component.name}' takes {name} from {key!r}: not here")


class Components(Library):
    """A tag library that keeps what its tags are called, take and look like."""

    def __init__(self) -> None:
        super().__init__()
        self.components: list[Component] = []

    def component(self, *examples: str) -> Callable[[AnyDraw], AnyDraw]:
        """Make a tag of a function that takes named arguments and returns markup.

        The first line of its docstring is its sentence in the manual; an `Annotated` text tells
        what an argument means, a `Literal` which values it takes. A function that needs the request
        takes the template's `context` as its first argument.
        """

        def register(draw: AnyDraw) -> AnyDraw:
            component = _described(draw, examples)
            self.components.append(component)
            self.tag(component.name, partial(_compile, component))
            return draw

        return register


class Arguments(Context):
    """The context of a component's template: its arguments, and an error for anything else."""

    def __getitem__(self, key: Any) -> Any:
        try:
            return super().__getitem__(key)
        except KeyError:
            raise UnknownVariableError(f"a component's template reads {key!r}") from None


def draw(template_name: str, **arguments: object) -> SafeString:
    """Return what the template makes of these arguments, and of nothing else."""
    return Engine.get_default().get_template(template_name).render(Arguments(arguments))


def optional(markup: str, text: object, *more: object) -> SafeString:
    """Return the markup with the escaped texts in its holes, or nothing without the first text."""
    return format_html(markup, text, *more) if text else SafeString()


def all_components() -> list[Component]:
    """Return the components of every library in the settings, in the order of the settings."""
    libraries = Engine.get_default().template_builtins
    return [
        component
        for library in libraries
        if isinstance(library, Components)
        for component in library.components
    ]


def _compile(component: Component, parser: Parser, token: Token) -> Node:
    return component.compile(parser, token)


def _is_literal(expression: FilterExpression) -> bool:
    return not (expression.filters or getattr(expression.var, "lookups", None))


def _described(draw: Draw, examples: tuple[str, ...]) -> Component:
    parameters = inspect.signature(draw).parameters
    hints = get_type_hints(draw, include_extras=True)
    return Component(
        name=draw.__name__,
        draw=draw,
        sentence=(inspect.getdoc(draw) or "").partition("\n")[0],
        arguments=tuple(
            _argument(parameter, hints[name])
            for name, parameter in parameters.items()
            if parameter.kind is parameter.KEYWORD_ONLY
        ),
        examples=examples,
        takes_context="context" in parameters,
    )


def _argument(parameter: inspect.Parameter, hint: Any) -> Argument:
    meaning = ""
    if get_origin(hint) is Annotated:
        hint, meaning = get_args(hint)
    options = get_args(hint) if get_origin(hint) is Literal else ()
    required = parameter.default is parameter.empty
    return Argument(parameter.name, required, meaning, parameter.default, options)
