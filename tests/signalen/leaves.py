"""Every value that the frozen content of a note can hold, found by its types."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from msgspec.structs import fields

from signalen.inhoud import Frozen


def leaves(kind: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The path and the type of each value below this type; a list has the path of its items."""
    if isinstance(kind, type) and issubclass(kind, Frozen):
        for field in fields(kind):
            yield from leaves(field.type, f"{path}.{field.name}".lstrip("."))
    elif get_origin(kind) is tuple:
        yield from leaves(get_args(kind)[0], path)
    else:
        yield path, kind
