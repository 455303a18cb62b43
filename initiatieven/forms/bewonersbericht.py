"""Writing back on the status page, and reading it at the desk."""

from django import forms
from django.utils.translation import gettext_lazy

from initiatieven.models import Bewonersbericht
from opbouw.lib.forms import ONLY_AWAY, BlockField, OnceForm


class BewonersberichtForm(OnceForm):
    """A few words to the team, without a name."""

    checked_fields = ("tekst",)
    messages = ONLY_AWAY

    tekst = BlockField(
        Bewonersbericht.tekst,
        label=gettext_lazy("Schrijf terug"),
        rows=4,
        help_text=gettext_lazy(
            "Wie de geheime link heeft, kan dit lezen. Schrijf geen namen of nummers op."
        ),
        error_messages={"required": gettext_lazy("Schrijf eerst iets op.")},
    )


class GelezenForm(forms.Form):
    """Up to which message somebody has read."""

    tot = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
