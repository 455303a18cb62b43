"""Where a contact was: one tap for a place where somebody was before."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.web.params import LONGEST
from wijken.models import Contactmoment, Lidmaatschap
from wijken.queries.contact import own_contacts
from wijken.queries.opvolging import pk_now

ANDERS = "anders"
PLACE = ("gebied", "vindplaats", "plek")


class PlaatsField(forms.ChoiceField):
    """The last places of this worker as chips, and one for any other."""

    def __init__(self, known: list[Contactmoment], areas: Mapping[int, str]) -> None:
        named = [(str(c.pk), _label(c, known, areas[c.gebied_id])) for c in known]
        super().__init__(
            label=gettext_lazy("Waar was het?"),
            choices=[*named, (ANDERS, _("anders…"))],
            widget=forms.RadioSelect,
            error_messages={
                "required": gettext_lazy("Kies waar het was."),
                "invalid_choice": gettext_lazy("Kies waar het was."),
            },
        )


def fill_place(data: Any, lid: Lidmaatschap, field: PlaatsField) -> Any:
    """Return what was sent, with the chosen chip's place in its three fields."""
    data = data.copy()
    chosen = str(data.get("plaats") or "")
    if not chosen and (data.get("gebied") or data.get("vindplaats")):
        data["plaats"] = ANDERS
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) <= LONGEST):
        return data
    # All own contacts count: another may have pushed this place from the chips meanwhile.
    contact = own_contacts(lid).filter(pk=chosen).first()
    if contact is not None:
        if chosen not in dict(field.choices):  # type: ignore[arg-type]  # pairs, as made above
            field.choices = [(chosen, contact.waar), *field.choices]  # type: ignore[misc]  # idem
        data.update(
            {"gebied": str(pk_now(contact.gebied)), "vindplaats": contact.vindplaats}
            | {"plek": contact.plek, "gebied_gemeente": ""}
        )
    return data


def last_places(lid: Lidmaatschap, areas: Collection[int], most: int = 3) -> list[Contactmoment]:
    """Return the newest contact at each of the last places in these areas, given by their keys.

    They hold where it was and when, and nothing else.
    """
    places: dict[tuple[int, str, str], Contactmoment] = {}
    rows = own_contacts(lid).values_list("gebied_id", "vindplaats", "plek", "pk", "op")
    # Filtered here: the database then reads fifty rows from its index instead of sorting years.
    for gebied, vindplaats, plek, pk, op in rows[:50]:
        if gebied in areas and (gebied, vindplaats, plek) not in places:
            places[gebied, vindplaats, plek] = Contactmoment(
                pk=pk, op=op, gebied_id=gebied, vindplaats=vindplaats, plek=plek
            )
            if len(places) == most:
                break
    return list(places.values())


def _label(contact: Contactmoment, known: list[Contactmoment], buurt: str) -> str:
    alone = [c.waar for c in known].count(contact.waar) == 1
    return contact.waar if contact.plek and alone else f"{contact.waar}, {buurt}"
