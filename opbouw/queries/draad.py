"""The thread of a record: where it came from and what came of it, up and down the floors."""

from dataclasses import replace

from django.urls import reverse

from opbouw.floors import FLOORS
from opbouw.lib.web.pieces import Stap
from wijken.contract import Lidmaatschap, Strand


def thread(lid: Lidmaatschap, soort: str, pk: int) -> list[Stap] | None:
    """Return the steps around one record, or None when the member may not see it.

    The record's own app tells it up to the record itself; then each higher floor says what came
    of it, the top floor first.
    """
    strand = _strand(lid, soort)
    steps = strand.stappen(lid, pk) if strand is not None else None
    if strand is None or steps is None:
        return None
    later = [
        branch
        for floor in reversed(FLOORS)
        for branch in floor.branches
        if branch.soort == soort and lid.rol in branch.rollen
    ]
    after = [step for branch in later for step in branch.stappen(lid, pk)]
    if not after:
        after = [branch.still_to_come(pk) for branch in later if branch.still_to_come]
    # Whoever looks at a record is there already.
    own = reverse(strand.pagina, args=[pk])
    return [replace(step, url="") if step.url == own else step for step in (*steps, *after)]


def page_of(lid: Lidmaatschap, soort: str, pk: int) -> str:
    """Return the address of the record's own page for this member; empty for an unknown kind."""
    strand = _strand(lid, soort)
    return reverse(strand.pagina, args=[pk]) if strand is not None else ""


def _strand(lid: Lidmaatschap, soort: str) -> Strand | None:
    strands = (strand for floor in FLOORS for strand in floor.strands)
    own = (one for one in strands if one.soort == soort and lid.rol in one.rollen)
    return next(own, None)
