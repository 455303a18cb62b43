"""Named reads of what is there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from opbouw.lib.database.cut import Cut, first_of
from opbouw.lib.web.keyset import Page, page
from wijken.models import Bron, Contactmoment, Gebied, Lidmaatschap
from wijken.models.bron import BronQuerySet

ORDE = ("-bevestigd_op", "-pk")


@dataclass(frozen=True)
class Filter:
    """Which assets a list shows."""

    soort: str = ""
    gebied: Gebied | None = None
    alles: bool = False
    archief: bool = False


def visible_bronnen(lid: Lidmaatschap) -> BronQuerySet:
    """Return the assets that this member may open, those in the archive too."""
    rows = Bron.objects.visible_to(lid).select_related("gebied")
    return rows.defer("gebied__vorm")  # an outline is larger than all other columns


def current_bronnen(lid: Lidmaatschap, gebieden: Sequence[int]) -> BronQuerySet:
    """Return what is there in these areas, what was confirmed last first."""
    rows = visible_bronnen(lid).current(timezone.localdate())
    return rows.filter(gebied__in=gebieden).order_by(*ORDE)


def team_bronnen(lid: Lidmaatschap, which: Filter) -> BronQuerySet:
    """Return the team's assets that a list shows."""
    rows, today = visible_bronnen(lid), timezone.localdate()
    rows = rows.archived(today) if which.archief else rows.current(today)
    if which.soort:
        rows = rows.filter(soort=which.soort)
    if which.gebied is not None:
        rows = rows.filter(gebied__in=Gebied.objects.within([which.gebied]).pks())
    elif not which.alles:
        rows = rows.filter(gebied__in=Gebied.objects.working_area(lid).pks())
    return rows


def bron_page(lid: Lidmaatschap, which: Filter, *, after: str | None = None) -> Page[Bron]:
    """Return a page of the team's assets, what was confirmed last first: the faded come last."""
    return page(team_bronnen(lid, which), order=ORDE, after=after)


def number_by_area(lid: Lidmaatschap) -> Counter[str]:
    """Return how many assets there are by the code of their area, and of the areas above it."""
    rows = Bron.objects.visible_to(lid).current(timezone.localdate())
    found: Counter[str] = Counter()
    counted = rows.order_by().values_list("gebied").annotate(Count("pk"))
    numbers = dict(counted)
    for gebied in Gebied.objects.without_vorm().filter(pk__in=numbers):
        # What was named before a new division counts in what followed it.
        for code in gebied.codes_nu:
            found[code] += numbers[gebied.pk]
            if code.startswith("BU"):
                found[f"WK{code[2:8]}"] += numbers[gebied.pk]
    return found


def what_is_there(lid: Lidmaatschap, gebied: Gebied, most: int = 6) -> Cut[Bron]:
    """Return the first assets of an area, and how many more there are."""
    return first_of(current_bronnen(lid, Gebied.objects.within([gebied]).pks()), most)


def to_confirm_in(contact: Contactmoment, lid: Lidmaatschap, most: int = 6) -> Cut[Bron]:
    """Return the assets of the contact's own buurt, those that wait longest for a look first."""
    same = contact.gebied.same_place()
    rows = visible_bronnen(lid).current(timezone.localdate()).filter(same)
    return first_of(rows.order_by("bevestigd_op", "pk"), most)
