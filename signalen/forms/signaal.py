"""Forms of a signal."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import BlockField, CheckedForm, OnceForm, TextField, offer
from signalen.models import Signaal
from signalen.queries.signaal import contacts_to_gather
from wijken.forms.lijnen import LijnenField, WaaromField, check_lijnen
from wijken.models import Contactmoment, Gebied, Lidmaatschap, Thema


class SignaalForm(OnceForm):
    """What is going on in a neighbourhood, and who should hear what came of it."""

    checked_fields = ("titel", "tekst", "lijn_waarom", "kring", "kring_waar")

    titel = TextField(
        label=gettext_lazy("Wat merk je, in één zin?"),
        max_length=100,
        help_text=gettext_lazy(
            "Bijvoorbeeld: steeds meer gordijnen blijven overdag dicht. Iets moois mag ook."
        ),
    )
    tekst = BlockField(
        label=gettext_lazy("Vertel er meer over"),
        max_length=3000,
        rows=6,
        help_text=gettext_lazy(
            "Een signaal gaat over een patroon in de buurt, niet over één persoon."
        ),
    )
    gebied = forms.ModelChoiceField(
        queryset=Gebied.objects.none(),
        label=gettext_lazy("Buurt"),
        empty_label=gettext_lazy("Kies een buurt"),
    )
    thema = forms.ChoiceField(
        label=gettext_lazy("Waar gaat het over?"), choices=[("", "Kies"), *Thema.choices]
    )
    lijnen = LijnenField()
    lijn_waarom = WaaromField()
    kring = TextField(
        label=gettext_lazy("Wie moet straks horen wat ermee gebeurt?"),
        max_length=160,
        help_text=gettext_lazy("Een kring, geen namen. Bijvoorbeeld: de ouders bij de speeltuin."),
    )
    kring_waar = TextField(
        label=gettext_lazy("Waar en wanneer vind je hen?"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: dinsdag rond drie uur op het Lindeplein."),
    )

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "gebied", Gebied.objects.working_area(lid).current().buurten().without_vorm())

    def clean(self) -> dict[str, Any]:
        """A line has a why."""
        data = super().clean()
        check_lijnen(self, data)
        return data


class GatherForm(forms.Form):
    """Which other contacts carry the same signal."""

    contacten = forms.ModelMultipleChoiceField(
        queryset=Contactmoment.objects.none(),
        label=gettext_lazy("Waar hoorde je dit ook?"),
        widget=forms.CheckboxSelectMultiple(attrs={"data-vorm": "lijst"}),
        error_messages={"required": gettext_lazy("Vink ten minste één contact aan.")},
    )

    def __init__(self, *args: Any, signaal: Signaal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A slice cannot be filtered further, which the field does with what was ticked.
        found = [contact.pk for contact in contacts_to_gather(signaal)]
        offer(self, "contacten", Contactmoment.objects.filter(pk__in=found))
        self.fields["contacten"].label_from_instance = _contact_label  # type: ignore[attr-defined]  # Django's own way to label rows
        self.has_choice = bool(found)


class DuidingForm(OnceForm):
    """What it means, according to people who know the place."""

    checked_fields = ("met_wie", "tekst", "tegengeluid", "niet_gehoord", "spanning")

    met_wie = TextField(
        label=gettext_lazy("Met wie heb je dit besproken?"),
        max_length=200,
        help_text=gettext_lazy(
            "Groepen en rollen, geen namen. Bijvoorbeeld: zes bewoners en de huismeester."
        ),
    )
    tekst = BlockField(
        label=gettext_lazy("Wat is er aan de hand, en waardoor?"), max_length=3000, rows=6
    )
    tegengeluid = BlockField(
        label=gettext_lazy("Wat zeggen anderen?"),
        max_length=1500,
        rows=3,
        required=False,
        help_text=gettext_lazy("Wie het anders ziet, telt mee."),
    )
    niet_gehoord = TextField(
        label=gettext_lazy("Wie hoorden we nog niet?"), max_length=300, required=False
    )
    spanning = BlockField(
        label=gettext_lazy("Waar schuurt het?"),
        max_length=1500,
        rows=3,
        required=False,
        help_text=gettext_lazy("Zet beide kanten naast elkaar. Je hoeft het niet op te lossen."),
    )


class WantForm(CheckedForm):
    """The reason for a decision, in a sentence."""

    checked_fields = ("want",)

    want = TextField(label=gettext_lazy("Waarom?"), max_length=300)


def _contact_label(contact: Contactmoment) -> str:
    tekst = contact.tekst if len(contact.tekst) <= 90 else f"{contact.tekst[:89]}…"
    return f"{date_format(timezone.localtime(contact.op), 'j F Y')}, {contact.waar}: {tekst}"
