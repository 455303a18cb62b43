"""The form with which a municipality answers one vraag."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import ONLY_AWAY, BlockField, CheckedForm, DateField, LinkField, TextField
from signalen.models import Antwoord, BesluitSoort, Uitkomst


class AntwoordForm(CheckedForm):
    """What you do with it, always with a reason."""

    checked_fields = ("reden", "drager")
    messages = ONLY_AWAY

    stand = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    uitkomst = forms.ChoiceField(
        label=gettext_lazy("Wat doe je met deze vraag?"),
        choices=Uitkomst.choices,
        widget=forms.RadioSelect,
    )
    reden = BlockField(
        Antwoord.reden,
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy(
            "Bewoners krijgen dit te lezen. Een nee met een reden is ook een antwoord."
        ),
    )
    drager = TextField(
        Antwoord.drager,
        label=gettext_lazy("Wie gaat ermee aan de slag?"),
        required=False,
        help_text=gettext_lazy("Een functie of afdeling. Bij een nee: van wie het antwoord komt."),
    )
    voor = DateField(label=gettext_lazy("Uiterlijk wanneer?"), required=False)
    besluit = forms.ChoiceField(
        label=gettext_lazy("Hoort er een besluit bij?"),
        choices=BesluitSoort.choices,
        required=False,
    )
    besluit_nummer = TextField(
        Antwoord.besluit_nummer, label=gettext_lazy("Nummer in het register"), required=False
    )
    besluit_link = LinkField(
        Antwoord.besluit_link, label=gettext_lazy("Link naar het besluit"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """A toezegging is a promise with a date and somebody who keeps it."""
        data = super().clean()
        if data.get("besluit") == BesluitSoort.TOEZEGGING:
            for name in ("voor", "drager"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(
                        name, _("Bij een toezegging hoort een datum, en wie die nakomt.")
                    )
        return data
