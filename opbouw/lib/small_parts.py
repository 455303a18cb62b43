"""A count beside counts of its parts: what they say together, and how much of that is shown.

"Ongeveer 10 gesprekken" of two signals beside a story "ongeveer 10 keer" says that hardly anybody
spoke of the other signal alone. Each number keeps the rule; their difference does not.
"""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from opbouw.lib.small_numbers import THRESHOLD, Protected, protect_count

K = TypeVar("K")
Bounds = tuple[int, int]


def protect_parts(
    total: int, parts: Mapping[K, int], *, groups: int, threshold: int = THRESHOLD
) -> dict[K, Protected]:
    """Return the parts of a total that may be shown beside it; the others are left out.

    The total is what `groups` groups come to, which may overlap, and each part is the size of one
    of them. Whoever reads total and parts can subtract: what was in the total and not in a part,
    and what was in more than one. About such a rest they may learn no more than "minder dan 10"
    would tell them.
    """
    shown = {key: protect_count(n, threshold) for key, n in parts.items()}
    shown = {key: count for key, count in shown.items() if count.value and not count.hidden}
    whole = protect_count(total, threshold).value
    while whole and shown and groups > 1:
        sizes = [_could_be(count.value or 0, threshold) for count in shown.values()]
        rests = _rests(_could_be(whole, threshold), sizes, complete=len(sizes) == groups)
        if not any(_is_narrow(least, most, threshold) for least, most in rests):
            break
        # Were only the part that tells of a rest left out, its absence would tell of it too.
        del shown[min(shown, key=lambda key: parts[key])]
    return shown


def _could_be(shown: int, threshold: int) -> Bounds:
    around = range(threshold, shown + threshold)
    same = [n for n in around if protect_count(n, threshold).value == shown]
    return same[0], same[-1]


def _rests(whole: Bounds, parts: list[Bounds], *, complete: bool) -> Iterator[Bounds]:
    """Yield how small and how large each rest can be; `complete` when every group is a part."""
    # Groups lie within the total, so it is at least the largest of them.
    least = max(whole[0], *(low for low, _ in parts))
    together = sum(high for _, high in parts)
    for low, high in parts:
        most = whole[1] - low
        yield max(0, least - high), min(most, together - high) if complete else most
    overlap = sum(low for low, _ in parts) - whole[1]
    # One that may be nobody points at nobody, and leaving a part out would say the same of it.
    if complete and overlap > 0:
        largest = min(whole[1], max(high for _, high in parts))
        yield overlap, together - max(whole[0], largest)


def _is_narrow(least: int, most: int, threshold: int) -> bool:
    # Below zero it is no part of this total; from the threshold on the rounding is enough.
    return most >= 0 and least < threshold and most - least + 1 < threshold - 1
