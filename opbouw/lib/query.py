"""Reading what stands behind the question mark of an address: anybody can type there."""

from django.http import Http404, HttpRequest

# Longer than any key of a table, and short enough to be a number to PostgreSQL.
LONGEST = 18


def number(request: HttpRequest, name: str) -> int | None:
    """Return a whole number; None for nothing and for what is not one, 404 for an endless one."""
    value = request.GET.get(name, "")
    if not (value.isascii() and value.isdecimal()):
        return None
    if len(value) > LONGEST:
        raise Http404
    return int(value)


def word(request: HttpRequest, name: str) -> str:
    """Return the text, or an empty one; 404 for the character that PostgreSQL cannot store."""
    value = request.GET.get(name, "")
    if "\x00" in value:
        raise Http404
    return value
