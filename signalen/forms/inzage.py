"""What somebody gives to be found by."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from signalen.queries.inzage import Gezocht

SHORTEST = 3


def long_enough(value: str) -> None:
    """Raise ValidationError for what stands in nearly every text."""
    for part in value.split(","):
        if part.strip() and len(part.strip()) < SHORTEST:
            raise ValidationError(_("Geef ten minste drie tekens, anders vind je bijna alles."))


class InzageForm(forms.Form):
    """A name, an address, a number, or words that may stand in a text."""

    naam = forms.CharField(
        label=gettext_lazy("Naam"), max_length=120, required=False, validators=[long_enough]
    )
    email = forms.CharField(
        label=gettext_lazy("E-mailadres"), max_length=254, required=False, validators=[long_enough]
    )
    telefoon = forms.CharField(
        label=gettext_lazy("Telefoonnummer"),
        max_length=30,
        required=False,
        validators=[long_enough],
    )
    woorden = forms.CharField(
        label=gettext_lazy("Andere woorden"),
        max_length=200,
        required=False,
        validators=[long_enough],
        help_text=gettext_lazy("Waaraan herken je dit mens in een tekst? Zet er komma’s tussen."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for at least one of them."""
        data = super().clean() or {}
        if not self.errors and not any(data.values()):
            raise ValidationError(_("Vul in wat diegene je gaf: naam, adres, nummer of woorden."))
        return data

    @property
    def gezocht(self) -> Gezocht:
        """What is looked for."""
        return Gezocht(**self.cleaned_data)
