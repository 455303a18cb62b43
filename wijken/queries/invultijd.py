"""Named reads of what filling in costs."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from wijken.models import Invultijd, Lidmaatschap, Veldgebruik

MINST = 5
LANGER = Invultijd.LANGER

# By the name of a form's address: per month, how often within so many seconds.
Times = Mapping[str, dict[date, dict[int, int]]]


def times(lid: Lidmaatschap, since: date) -> Times:
    """Return how often the member's team saved each form within how long, per month."""
    found: dict[str, dict[date, dict[int, int]]] = {}
    rows = Invultijd.objects.visible_to(lid).filter(maand__gte=since).order_by("maand", "tot")
    for formulier, maand, tot, aantal in rows.values_list("formulier", "maand", "tot", "aantal"):
        found.setdefault(formulier, {}).setdefault(maand, {})[tot] = aantal
    return found


def used_fields(lid: Lidmaatschap, since: date) -> Mapping[str, set[str]]:
    """Return for each form which fields the member's team filled in at least once."""
    found: dict[str, set[str]] = {}
    rows = Veldgebruik.objects.visible_to(lid).filter(maand__gte=since)
    for formulier, veld in rows.values_list("formulier", "veld").distinct():
        found.setdefault(formulier, set()).add(veld)
    return found


def half_within(counted: Mapping[int, int]) -> int | None:
    """Return the step within which half of what was measured was saved; None when it is little.

    Of fewer than MINST a figure could be one worker's.
    """
    measured = Counter({tot: n for tot, n in counted.items() if tot != Invultijd.ONBEKEND})
    total = measured.total()
    if total < MINST:
        return None
    passed = 0
    for tot in sorted(measured):
        passed += measured[tot]
        if passed * 2 >= total:
            return tot
    return None
