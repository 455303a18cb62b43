"""Choosing what is taken out at somebody's request."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from signalen.queries.weghalen import Stuk


class WeghaalForm(forms.Form):
    """Which pieces, and whether it is certain."""

    fouten_kop = gettext_lazy("Nog niet weggehaald. Kijk hier even naar:")

    stukken = forms.MultipleChoiceField(
        label=gettext_lazy("Wat moet weg?"),
        widget=forms.CheckboxSelectMultiple(attrs={"data-vorm": "lijst"}),
        error_messages={
            "required": gettext_lazy("Kies wat er weg moet."),
            "invalid_choice": gettext_lazy("Dit is er niet meer. Kijk wat er nu staat."),
        },
    )
    zeker = forms.BooleanField(
        label=gettext_lazy("Ik weet het zeker. Ik kan dit niet terugdraaien."),
        error_messages={"required": gettext_lazy("Vink aan dat je het zeker weet.")},
    )

    def __init__(self, *args: Any, stukken: Sequence[Stuk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = {stuk.sleutel: stuk.row for stuk in stukken}
        field = self.fields["stukken"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(stuk.sleutel, label_of_stuk(stuk)) for stuk in stukken]

    @property
    def rows(self) -> list[Model]:
        """The rows that were chosen."""
        return [self._rows[sleutel] for sleutel in self.cleaned_data["stukken"]]


def label_of_stuk(stuk: Stuk) -> SafeString | str:
    """Return what a piece is and how its words begin, to choose it by."""
    if not stuk.begin:
        return stuk.wat
    return format_html("{} <bdi>“{}”</bdi>", stuk.wat, stuk.begin)
