"""Named reads of spreadsheets that were brought over."""

import uuid
from collections.abc import Iterable

from wijken.models import AfgekeurdeRij, Contactmoment, Lidmaatschap, Overzetting
from wijken.models.overzetting import OverzettingQuerySet

RECENT = 20
# On a page; the file has them all.
SHOWN = 50


def visible_overzettingen(lid: Lidmaatschap) -> OverzettingQuerySet:
    """Return the spreadsheets of the member's organisation, with who sent them."""
    return Overzetting.objects.visible_to(lid).select_related("door__gebruiker", "organisatie")


def recent_overzettingen(lid: Lidmaatschap) -> list[Overzetting]:
    """Return the newest ones."""
    return list(visible_overzettingen(lid).order_by("-gestuurd_op", "-pk")[:RECENT])


def refused_rows(overzetting: Overzetting, most: int = SHOWN) -> list[AfgekeurdeRij]:
    """Return the first rows that did not go along, with why not."""
    return list(overzetting.afgekeurde_rijen.filter(mee=False).order_by("rij")[:most])


def seen_rows(overzetting: Overzetting, most: int = SHOWN) -> list[AfgekeurdeRij]:
    """Return the first rows that went along and ask for a look."""
    return list(overzetting.afgekeurde_rijen.filter(mee=True).order_by("rij")[:most])


def contacts_under(overzetting: Overzetting, sleutels: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return under which key a contact of this file can be opened, by that of its row."""
    rows = Contactmoment.objects.filter(
        organisatie_id=overzetting.organisatie_id, sleutel__in=list(sleutels)
    )
    return dict(rows.values_list("sleutel", "pk"))


def left_contacts(overzetting: Overzetting) -> list[Contactmoment]:
    """Return contacts that stayed when the rest was turned back, the newest first."""
    rows = Contactmoment.objects.filter(overzetting=overzetting).select_related("gebied")
    return list(rows.defer("gebied__vorm").order_by("-op", "-pk")[:SHOWN])
