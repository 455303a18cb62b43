"""The part of docs/components.md that is made from the list of components."""

from collections.abc import Iterable, Iterator

from opbouw.lib.web.components.library import Argument, Component

BEGIN = "<!-- Written by `manage.py components`, from the components themselves. -->\n"
END = "<!-- Until here. -->\n"


def with_manual(document: str, components: Iterable[Component]) -> str:
    """Return the document with the components of the list between its two marks."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    entries = "\n".join(_entry(component) for component in components)
    return f"{before}{BEGIN}\n{entries}\n{END}{after}"


def _entry(component: Component) -> str:
    lines = [f"### `{component.name}`", component.sentence, ""]
    lines += [_line(argument) for argument in component.arguments]
    if component.examples:
        lines += ["", *(f"    {example}" for example in component.examples)]
    return "\n".join(lines) + "\n"


def _line(argument: Argument) -> str:
    name = f"`{argument.name}`" if argument.required else f"[`{argument.name}`]"
    said = "; ".join(filter(None, [argument.meaning, ", ".join(_options(argument))]))
    return f"- {name}: {said}" if said else f"- {name}"


def _options(argument: Argument) -> Iterator[str]:
    for option in argument.options:
        if option != "":
            yield f"`{option}`" + (" (default)" if option == argument.default else "")
