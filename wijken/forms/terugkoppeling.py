"""The form with which a debt of telling back is paid."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from opbouw.lib.forms import BlockField, DateField, OnceForm, TextField
from wijken.models import Hoe


class TerugkoppelForm(OnceForm):
    """To whom, where, how, when and what."""

    checked_fields = ("kring", "waar", "tekst")

    kring = TextField(label="Wie heb je het verteld?", max_length=160)
    waar = TextField(label="Waar?", max_length=160, required=False)
    hoe = forms.ChoiceField(label="Hoe?", choices=Hoe.choices, widget=forms.RadioSelect)
    tekst = BlockField(
        label="Wat heb je verteld, en wat zeiden zij?",
        max_length=1500,
        help_text="Ook een nee, of dat het gestopt is, is het vertellen waard.",
    )
    op = DateField(label="Wanneer?", initial=timezone.localdate)

    def clean_op(self) -> Any:
        """Refuse a day that is still to come."""
        day = self.cleaned_data["op"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        return day
