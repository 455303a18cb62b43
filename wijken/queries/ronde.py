"""Named reads of rondes."""

from opbouw.lib.web.keyset import Page, page
from wijken.models import Lidmaatschap, Ronde
from wijken.models.ronde import RondeQuerySet


def visible_rondes(lid: Lidmaatschap) -> RondeQuerySet:
    """Return the rondes that this member may open, with what was counted."""
    rows = Ronde.objects.visible_to(lid).select_related("door__gebruiker")
    return rows.with_tellingen()


def ronde_page(lid: Lidmaatschap, *, after: str | None = None) -> Page[Ronde]:
    """Return a page of the team's rondes, newest first."""
    return page(visible_rondes(lid), order=("-dag", "-pk"), after=after)
