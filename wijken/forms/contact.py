"""The one screen on which a contact is noted."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import BlockField, DateField, OnceForm, TextField, offer, offered
from opbouw.lib.query import LONGEST
from wijken.forms.lijnen import LijnenField, WaaromField, check_lijnen
from wijken.models import Aantal, Gebied, Lidmaatschap, Thema, Vindplaats


class ContactForm(OnceForm):
    """Where, with how many, about what; only the buurt and the kind of place are needed."""

    checked_fields = ("tekst", "plek", "afspraak", "lijn_waarom")

    gebied = forms.ModelChoiceField(
        queryset=Gebied.objects.none(),
        label=gettext_lazy("Buurt"),
        empty_label=gettext_lazy("Kies een buurt"),
    )
    vindplaats = forms.ChoiceField(
        label=gettext_lazy("Wat voor plek?"), choices=Vindplaats.choices, widget=forms.RadioSelect
    )
    plek = TextField(
        label=gettext_lazy("Hoe heet die plek?"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Een plek die iedereen kent, zoals het Lindeplein. Geen adres."),
    )
    aantal = forms.ChoiceField(
        label=gettext_lazy("Hoeveel mensen sprak je?"),
        choices=Aantal.choices,
        widget=forms.RadioSelect,
        initial=Aantal.EEN,
    )
    tekst = BlockField(
        label=gettext_lazy("Wat hoorde of zag je?"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("Geen namen of adressen. Niets bijzonders? Laat dit leeg."),
    )
    thema = forms.ChoiceField(
        label=gettext_lazy("Waar ging het over?"),
        choices=[("", "Geen thema"), *Thema.choices],
        required=False,
    )
    lijnen = LijnenField()
    lijn_waarom = WaaromField()
    afspraak = TextField(
        label=gettext_lazy("Wat heb je afgesproken?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: de sleutel van het buurthuis navragen."),
    )
    afspraak_op = DateField(label=gettext_lazy("Voor wanneer?"), required=False)

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "gebied", Gebied.objects.working_area(lid).current().buurten().without_vorm())

    @property
    def where_open(self) -> bool:
        """Whether the place must be looked at: it is not known yet, or something is wrong."""
        place = ("gebied", "vindplaats", "plek")
        return not self["gebied"].value() or any(name in self.errors for name in place)

    @property
    def more_open(self) -> bool:
        """Whether what most people skip holds something."""
        rest = ("thema", "afspraak", "afspraak_op")
        return any(self[name].value() or name in self.errors for name in rest)

    @property
    def where(self) -> str:
        """The place as it stands in the form, in words."""
        chosen = str(self["gebied"].value() or "")
        # Somebody may have typed a number that no database holds.
        known = chosen.isdecimal() and len(chosen) <= LONGEST
        gebied = offered(self, "gebied").filter(pk=chosen).first() if known else None
        kind = str(dict(Vindplaats.choices).get(self["vindplaats"].value() or "", ""))
        return ", ".join(filter(None, [str(gebied or ""), kind, self["plek"].value()]))

    def clean_afspraak_op(self) -> Any:
        """Refuse a promise for a day that has passed."""
        day = self.cleaned_data["afspraak_op"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        return day

    def clean(self) -> dict[str, Any]:
        """A line has a why; a promise has both words and a day."""
        data = super().clean()
        check_lijnen(self, data)
        if (
            data.get("afspraak")
            and not data.get("afspraak_op")
            and not self.has_error("afspraak_op")
        ):
            self.add_error("afspraak_op", _("Kies de dag waarop je dit doet."))
        if data.get("afspraak_op") and not data.get("afspraak"):
            self.add_error("afspraak", _("Schrijf op wat je hebt afgesproken."))
        return data
