"""Answering a resident, with or without a next state."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatieven.forms.initiatief import CONTACT_MESSAGES
from initiatieven.models import Bericht, Initiatief, InitiatiefStaat
from opbouw.lib.forms import BlockField, FingerprintField, OnceForm

# What each step means, so that nobody has to guess between three endings.
MEANING = {
    "in_gesprek": gettext_lazy("We zijn in gesprek"),
    "loopt": gettext_lazy("Het loopt"),
    "gelukt": gettext_lazy("Gelukt: het is er gekomen"),
    "afgewezen": gettext_lazy("Afgewezen: wij doen dit niet"),
    "gestopt": gettext_lazy("Gestopt: er is van geleerd"),
}

# Not the name of the current state: on a page left open that could mean a step back.
SAME = "blijft"


class OvergangField(forms.ChoiceField):
    """The states that may follow, and the present one: a second sending names it."""

    present = ""

    def valid_value(self, value: str) -> bool:
        """Accept a listed state, and the present one."""
        return value == self.present or super().valid_value(value)


class BerichtForm(OnceForm):
    """A visible update in plain words; the state may move along with it."""

    checked_fields = ("tekst",)
    messages = CONTACT_MESSAGES

    tekst = BlockField(
        Bericht.tekst,
        label=gettext_lazy("Je bericht aan de bewoner"),
        rows=5,
        help_text=gettext_lazy(
            "Wie de geheime link heeft, leest dit. Schrijf geen namen of gegevens van anderen."
        ),
        error_messages={
            "required": gettext_lazy("Schrijf een bericht: de bewoner wil weten waar het staat.")
        },
    )
    naar = OvergangField(
        label=gettext_lazy("Hoe staat het ervoor?"),
        widget=forms.RadioSelect(attrs={"data-vorm": "lijst"}),
    )

    # The state that the page showed.
    stand = FingerprintField(required=False)
    # The last message of the resident on the page: a later one stays unread.
    gelezen_tot = forms.IntegerField(
        min_value=0, max_value=2**62, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, initiatief: Initiatief, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["stand"] = initiatief.staat
        after = initiatief.overgangen[initiatief.staat]
        choices = [(staat, str(label)) for staat, label in MEANING.items() if staat in after]
        if initiatief.staat == InitiatiefStaat.INGEDIEND:
            self.initial.setdefault("naar", InitiatiefStaat.IN_GESPREK.value)
        else:
            same = _("Blijft zoals het is: %(staat)s") % {"staat": initiatief.get_staat_display()}
            choices.insert(0, (SAME, same))
            self.initial.setdefault("naar", SAME)
        field = self.fields["naar"]
        if isinstance(field, OvergangField):
            field.choices = choices
            if len(choices) == 1:
                # Gelukt is the last word: nothing to choose.
                field.widget = forms.HiddenInput()
            field.present = initiatief.staat
            field.error_messages["invalid_choice"] = _(
                "Deze stap kan nu niet. Misschien was een collega je voor: kijk wat er nu staat."
            )

    def clean_naar(self) -> str:
        """Return the chosen state; empty when it stays as it is."""
        naar: str = self.cleaned_data["naar"]
        return "" if naar == SAME else naar
