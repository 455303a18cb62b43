"""Reading numbers and words from a request: anybody can type there."""

from django.http import Http404, HttpRequest

# Longer than any primary key, and short enough for PostgreSQL's bigint.
LONGEST = 18


def int_param(request: HttpRequest, name: str) -> int | None:
    """Return a whole number; None when it is missing or not a number, 404 when it is too long."""
    return _whole(request.GET.get(name, ""))


def posted_int(request: HttpRequest, name: str) -> int:
    """Return the whole number of a hidden field; -1 when it is not one."""
    found = _whole(request.POST.get(name, ""))
    return -1 if found is None else found


def text_param(request: HttpRequest, name: str) -> str:
    """Return the text, or an empty one; 404 for a NUL, which PostgreSQL cannot store."""
    value = request.GET.get(name, "")
    if "\x00" in value:
        raise Http404
    return value


def _whole(value: str) -> int | None:
    if not (value.isascii() and value.isdecimal()):
        return None
    if len(value) > LONGEST:
        raise Http404
    return int(value)
