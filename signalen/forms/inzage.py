"""What somebody gives to be found by."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatieven.models import Indiener
from opbouw.lib.forms import EmailField, TextField
from signalen.queries.inzage import Gezocht
from wijken.models import Contactmoment

SHORTEST = 3


def long_enough(value: str) -> None:
    """Raise ValidationError for what stands in nearly every text."""
    for part in value.split(","):
        if part.strip() and len(part.strip()) < SHORTEST:
            raise ValidationError(_("Geef ten minste drie tekens, anders vind je bijna alles."))


class InzageForm(forms.Form):
    """A name, an address, a number, or words that may stand in a text."""

    fouten_kop = gettext_lazy("Nog niet gezocht. Kijk hier even naar:")

    naam = TextField(
        Indiener.naam, label=gettext_lazy("Naam"), required=False, validators=[long_enough]
    )
    email = EmailField(Indiener.email, label=gettext_lazy("E-mailadres"), required=False)
    telefoon = TextField(
        Indiener.telefoon,
        label=gettext_lazy("Telefoonnummer"),
        required=False,
        validators=[long_enough],
    )
    # Written to no column: as long as what says in a few words why.
    woorden = TextField(
        Contactmoment.lijn_waarom,
        label=gettext_lazy("Andere woorden"),
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
