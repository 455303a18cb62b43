"""Where a contact was: one tap for a place where somebody was before."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijken.queries.noteer import Plek, plek_of

ANDERS = "anders"
PLACE = ("gebied", "gebied_anders", "vindplaats", "plek")


class PlaatsField(forms.ChoiceField):
    """The last places of this worker as chips, and one for any other."""

    def __init__(self, known: Sequence[Plek]) -> None:
        named = [(plek.code, place_label(plek, known)) for plek in known]
        super().__init__(
            label=gettext_lazy("Waar was het?"),
            choices=[*named, (ANDERS, _("anders…"))],
            widget=forms.RadioSelect,
            error_messages={
                "required": gettext_lazy("Kies waar het was."),
                "invalid_choice": gettext_lazy("Kies waar het was."),
            },
        )


def fill_place(data: Any, field: PlaatsField, own: Collection[int]) -> Any:
    """Return what was sent, with the chosen chip's place in its fields, which judge it.

    `own` are the keys of the buurten of the first field; those of all others go in the second.
    """
    data = data.copy()
    chosen = str(data.get("plaats") or "")
    if not chosen and any(data.get(name) for name in PLACE):
        data["plaats"] = ANDERS
    plek = plek_of(chosen)
    if plek is not None:
        if chosen not in dict(field.choices):  # type: ignore[arg-type]  # pairs, as made above
            # Another place may have pushed it from the chips since the page was drawn.
            field.choices = [(chosen, plek.waar), *field.choices]  # type: ignore[misc]  # idem
        buurt = str(plek.gebied)
        gebied, anders = (buurt, "") if plek.gebied in own else ("", buurt)
        data.update(
            {"gebied": gebied, "gebied_anders": anders, "vindplaats": plek.vindplaats}
            | {"plek": plek.plek, "gebied_gemeente": "", "gebied_anders_gemeente": ""}
        )
    return data


def place_label(plek: Plek, known: Sequence[Plek]) -> str:
    """Return what a place is called among others: with its buurt if need be."""
    alone = [one.waar for one in known].count(plek.waar) == 1
    return plek.waar if plek.plek and alone else f"{plek.waar}, {plek.buurt}"
