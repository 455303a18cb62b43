"""Where a contact was: one tap for a place where somebody was before."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.web.params import LONGEST
from wijken.models import Contactmoment, Lidmaatschap
from wijken.queries.contact import own_contacts
from wijken.queries.opvolging import pk_now

ANDERS = "anders"
PLACE = ("gebied", "gebied_anders", "vindplaats", "plek")


class PlaatsField(forms.ChoiceField):
    """The last places of this worker as chips, and one for any other."""

    def __init__(self, known: list[Contactmoment]) -> None:
        named = [(str(c.pk), place_label(c, known)) for c in known]
        super().__init__(
            label=gettext_lazy("Waar was het?"),
            choices=[*named, (ANDERS, _("anders…"))],
            widget=forms.RadioSelect,
            error_messages={
                "required": gettext_lazy("Kies waar het was."),
                "invalid_choice": gettext_lazy("Kies waar het was."),
            },
        )


def fill_place(data: Any, lid: Lidmaatschap, field: PlaatsField, own: Collection[int]) -> Any:
    """Return what was sent, with the chosen chip's place in its fields.

    `own` are the keys of the buurten of the first field; those of all others go in the second.
    """
    data = data.copy()
    chosen = str(data.get("plaats") or "")
    if not chosen and any(data.get(name) for name in PLACE):
        data["plaats"] = ANDERS
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) <= LONGEST):
        return data
    # All own contacts count: another may have pushed this place from the chips meanwhile.
    contact = own_contacts(lid).filter(pk=chosen).first()
    if contact is not None:
        if chosen not in dict(field.choices):  # type: ignore[arg-type]  # pairs, as made above
            field.choices = [(chosen, contact.waar), *field.choices]  # type: ignore[misc]  # idem
        buurt = pk_now(contact.gebied)
        gebied, anders = (str(buurt), "") if buurt in own else ("", str(buurt))
        data.update(
            {"gebied": gebied, "gebied_anders": anders, "vindplaats": contact.vindplaats}
            | {"plek": contact.plek, "gebied_gemeente": "", "gebied_anders_gemeente": ""}
        )
    return data


def place_label(contact: Contactmoment, known: list[Contactmoment]) -> str:
    """Return what the place of a contact is called among others: with its buurt if need be."""
    alone = [c.waar for c in known].count(contact.waar) == 1
    return contact.waar if contact.plek and alone else f"{contact.waar}, {contact.gebied.naam}"
