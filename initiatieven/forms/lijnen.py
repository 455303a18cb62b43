"""Along which lines an initiative runs, why, and what it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import FingerprintField, OnceForm
from wijken.forms.lijnen import LijnenField, WaaromField, check_lijnen
from wijken.models import Thema


class LijnenForm(OnceForm):
    """One to three lines with a why, and a theme."""

    checked_fields = ("lijn_waarom",)

    stand = FingerprintField(required=False)
    lijnen = LijnenField()
    lijn_waarom = WaaromField()
    thema = forms.ChoiceField(
        label=gettext_lazy("Waar gaat het over?"),
        choices=[("", gettext_lazy("Geen thema")), *Thema.choices],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A line has a why."""
        data = super().clean()
        check_lijnen(self, data)
        return data
