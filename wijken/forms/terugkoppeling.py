"""The form with which a debt of telling back is paid."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import BlockField, DateField, OnceForm, TextField
from wijken.models import Hoe, Terugkoppeling


class TerugkoppelingForm(OnceForm):
    """To whom, where, how and when, and what was said."""

    checked_fields = ("kring", "waar", "tekst")

    kring = TextField(
        Terugkoppeling.kring,
        label=gettext_lazy("Aan wie heb je het verteld?"),
        help_text=gettext_lazy("Een kring, geen namen. Bijvoorbeeld: de ouders bij de speelplek."),
    )
    waar = TextField(Terugkoppeling.waar, label=gettext_lazy("Waar?"), required=False)
    hoe = forms.ChoiceField(
        label=gettext_lazy("Hoe?"), choices=Hoe.choices, widget=forms.RadioSelect
    )
    tekst = BlockField(
        Terugkoppeling.tekst,
        label=gettext_lazy("Wat heb je verteld, en wat zeiden zij?"),
        help_text=gettext_lazy("Ook een nee, of dat het gestopt is, is het vertellen waard."),
    )
    op = DateField(label=gettext_lazy("Wanneer?"), initial=timezone.localdate)

    def clean_op(self) -> date:
        """Refuse a day that has yet to come: this is what was done, not what is planned."""
        day: date = self.cleaned_data["op"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen. Wanneer vertelde je het?"))
        return day
