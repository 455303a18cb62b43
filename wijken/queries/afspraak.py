"""Named reads of appointments."""

from collections.abc import Sequence

from opbouw.lib.web.keyset import Page, page
from wijken.models import Afspraak, Contactmoment, Lidmaatschap, Rol, Verplaatsing
from wijken.models.afspraak import AfspraakQuerySet

# In the order of their days.
BY_DAY = ("op", "pk")


def _rows(lid: Lidmaatschap) -> AfspraakQuerySet:
    rows = Afspraak.objects.visible_to(lid).select_related("gebied", "contact", "bij__gebruiker")
    return rows.defer("gebied__vorm")  # an outline is larger than all other columns


def visible_appointments(lid: Lidmaatschap) -> AfspraakQuerySet:
    """Return the appointments that this member may open."""
    return _rows(lid).select_related("door__gebruiker")


def appointment_page(
    lid: Lidmaatschap, *, team: bool = False, after: str | None = None
) -> Page[Afspraak]:
    """Return a page of the open appointments, the first day first: the member's or the team's."""
    rows = _rows(lid)
    return page(rows.open() if team else rows.kept_by(lid), order=BY_DAY, after=after)


def open_appointments(lid: Lidmaatschap) -> AfspraakQuerySet:
    """Return the appointments that this member has to keep, the first day first."""
    return _rows(lid).kept_by(lid).order_by(*BY_DAY)


def fallen_appointments(lid: Lidmaatschap, gone: Sequence[int]) -> AfspraakQuerySet:
    """Return the team's open appointments of the colleagues who are gone, the first day first."""
    return _rows(lid).kept_by_nobody(gone).order_by(*BY_DAY)


def appointments_of(contact: Contactmoment) -> list[Afspraak]:
    """Return all that was promised in a contact, the first day first."""
    rows = contact.afspraken.select_related("bij__gebruiker", "gebied").defer("gebied__vorm")
    return list(rows.order_by(*BY_DAY))


def moves_of(afspraak: Afspraak) -> list[Verplaatsing]:
    """Return how often it was moved, the last time first."""
    return list(afspraak.verplaatsingen.select_related("door__gebruiker").order_by("-op", "-pk"))


def may_correct(afspraak: Afspraak, lid: Lidmaatschap) -> bool:
    """Tell whether this member may correct its words: who made or keeps it, and the coördinator.

    Nobody writes anew what was taken out.
    """
    if afspraak.organisatie_id != lid.organisatie_id or afspraak.weggehaald_op is not None:
        return False
    return lid.pk in {afspraak.door_id, afspraak.bij_id} or lid.rol == Rol.COORDINATOR
