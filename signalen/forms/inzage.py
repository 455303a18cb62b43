"""What somebody gives to be found by."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatieven.models import Indiener
from opbouw.lib.forms import EmailField, TextField
from signalen.forms.weghalen import label_of_stuk
from signalen.queries.inzage import Gezocht, Vondst
from wijken.models import Contactmoment

SHORTEST = 3


def long_enough(value: str) -> None:
    """Raise ValidationError for what stands in nearly every text."""
    for part in value.split(","):
        if part.strip() and len(part.strip()) < SHORTEST:
            raise ValidationError(_("Typ ten minste drie tekens, anders vind je bijna alles."))


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
        help_text=gettext_lazy(
            "Waaraan herken je deze persoon in een tekst? Zet er komma’s tussen."
        ),
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


class MeegeefForm(forms.Form):
    """Which of the places found are about this person, and so go into the file; all, at first."""

    fouten_kop = gettext_lazy("Nog geen bestand. Kijk hier even naar:")

    mee = forms.MultipleChoiceField(
        label=gettext_lazy("Wat komt er in het bestand?"),
        help_text=gettext_lazy("Haal het vinkje weg bij wat over een ander gaat."),
        widget=forms.CheckboxSelectMultiple(attrs={"data-vorm": "lijst"}),
        error_messages={
            "required": gettext_lazy("Kies wat er in het bestand komt."),
            "invalid_choice": gettext_lazy("Dit is er niet meer. Kijk wat er nu staat."),
        },
    )

    def __init__(self, *args: Any, vondsten: Sequence[Vondst], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._vondsten = {vondst.stuk.sleutel: vondst for vondst in vondsten}
        field = self.fields["mee"]
        field.initial = list(self._vondsten)
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(v.stuk.sleutel, label_of_stuk(v.stuk)) for v in vondsten]
        # That nothing was found can be handed over too.
        field.required = bool(vondsten)

    @property
    def vondsten(self) -> list[Vondst]:
        """The places that were chosen."""
        return [self._vondsten[sleutel] for sleutel in self.cleaned_data["mee"]]
