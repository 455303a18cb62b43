"""The address of a row, for lists that name fifty."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

_PLACE = 987654321


def path_of(route: str, pk: int) -> str:
    """Return what `reverse(route, args=[pk])` would, which took a fifth of the time of a card."""
    before, after = _around(route, get_script_prefix())
    return f"{before}{pk}{after}"


@lru_cache(maxsize=128)
def _around(route: str, _prefix: str) -> tuple[str, str]:
    before, _, after = reverse(route, args=[_PLACE]).partition(str(_PLACE))
    return before, after
