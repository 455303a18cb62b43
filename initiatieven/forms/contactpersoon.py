"""Who can be reached at an asset or a plan, why that may be kept, and when somebody last spoke."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatieven.actions.contactpersoon import FIELDS
from initiatieven.forms.telefoon import TelefoonField
from initiatieven.models import Contactpersoon, Grond
from opbouw.lib.forms import EmailField, FingerprintField, OnceForm, TextField
from opbouw.lib.writing.correction import stand_of
from wijken.forms.verband import NietLaterField
from wijken.models import Lidmaatschap, Onderwerp, ToestemmingHoe
from wijken.queries.bewaren import terms_of, years_from

OFF = {"autocomplete": "off"}


class ContactpersoonForm(OnceForm):
    """What somebody is there, how to reach them, and why that may be kept."""

    checked_fields = ("rol",)
    # Nine digits after a zero can be a number abroad; TELEPHONE keeps the rest out.
    other_numbers = ("telefoon",)

    rol = TextField(
        Contactpersoon.rol,
        label=gettext_lazy("Wat doet deze persoon hier?"),
        help_text=gettext_lazy(
            "In een paar woorden, zonder naam. Bijvoorbeeld: beheerder van het buurthuis."
        ),
    )
    naam = TextField(
        Contactpersoon.naam,
        label=gettext_lazy("Naam"),
        required=False,
        widget=forms.TextInput(attrs=OFF),
    )
    telefoon = TelefoonField(
        Contactpersoon.telefoon, widget=forms.TextInput(attrs={**OFF, "inputmode": "tel"})
    )
    email = EmailField(
        Contactpersoon.email,
        label=gettext_lazy("E-mailadres"),
        required=False,
        widget=forms.EmailInput(attrs=OFF),
    )
    grond = forms.ChoiceField(
        label=gettext_lazy("Waarom mogen we dit bewaren?"),
        choices=Grond.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies waarom we dit mogen bewaren.")},
        help_text=gettext_lazy(
            "Zakelijk is alleen wat bij een functie hoort en wat iedereen kan opzoeken. "
            "Van een bewoner vraag je altijd toestemming."
        ),
    )
    toestemming_op = NietLaterField(
        label=gettext_lazy("Wanneer kreeg je toestemming?"),
        required=False,
        help_text=gettext_lazy("Alleen bij toestemming."),
    )
    toestemming_hoe = forms.ChoiceField(
        label=gettext_lazy("Hoe kreeg je toestemming?"),
        choices=ToestemmingHoe.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("Alleen bij toestemming."),
    )
    gesproken_op = NietLaterField(
        label=gettext_lazy("Wanneer spraken jullie elkaar voor het laatst?"),
        initial=timezone.localdate,
        help_text=gettext_lazy("Vanaf die dag telt hoe lang we de gegevens bewaren."),
    )
    jonger = forms.BooleanField(label=gettext_lazy("Deze persoon is jonger dan 16"), required=False)
    van_ouder = forms.BooleanField(
        label=gettext_lazy("Dit zijn de gegevens van een ouder of verzorger"), required=False
    )

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._years = terms_of(lid.organisatie_id)[Onderwerp.CONTACTGEGEVENS]

    def clean_gesproken_op(self) -> date:
        """Refuse a day after which the details would be gone already."""
        day: date = self.cleaned_data["gesproken_op"]
        if years_from(day, self._years) < timezone.localdate():
            raise forms.ValidationError(
                _("Dat is te lang geleden om gegevens te bewaren. Spreek elkaar eerst weer.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for one way to reach somebody, and for consent where that is the ground."""
        data = super().clean()
        failed = self.has_error("telefoon") or self.has_error("email")
        if not failed and not (data.get("telefoon") or data.get("email")):
            self.add_error("telefoon", _("Vul een telefoonnummer of een e-mailadres in."))
        if data.get("grond") == Grond.ZAKELIJK:
            data |= {"toestemming_op": None, "toestemming_hoe": ""}
        elif data.get("grond") == Grond.TOESTEMMING:
            self._ask_consent(data)
        self._ask_parent(data)
        return data

    def _ask_consent(self, data: dict[str, Any]) -> None:
        for name, message in (
            ("toestemming_op", _("Vul in wanneer je toestemming kreeg.")),
            ("toestemming_hoe", _("Kies hoe je toestemming kreeg.")),
        ):
            if not data.get(name) and not self.has_error(name):
                self.add_error(name, message)

    def _ask_parent(self, data: dict[str, Any]) -> None:
        if data.get("jonger") and not data.get("van_ouder"):
            self.add_error(
                "van_ouder",
                _(
                    "Van wie jonger is dan 16 bewaren we alleen de gegevens van een ouder of "
                    "verzorger. Vul die in en vink dit aan."
                ),
            )
        if data.get("van_ouder") and data.get("grond") == Grond.ZAKELIJK:
            self.add_error("grond", _("Van een ouder heb je toestemming nodig."))

    @property
    def content(self) -> dict[str, Any]:
        """What the row will say; how old somebody is, it does not."""
        return {name: value for name, value in super().content.items() if name != "jonger"}


class ContactpersoonWijzigForm(ContactpersoonForm):
    """The same screen for somebody who is there already."""

    stand = FingerprintField(required=False)

    def __init__(self, *args: Any, persoon: Contactpersoon, **kwargs: Any) -> None:
        now = {name: getattr(persoon, name) for name in FIELDS}
        now |= {"jonger": persoon.van_ouder, "stand": stand_of(persoon, FIELDS)}
        super().__init__(*args, initial=now, **kwargs)
