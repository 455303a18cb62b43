"""Bringing in a plan: by a resident without account, and by a worker who heard it on the street."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatieven.actions.indiener import Bereikbaar
from initiatieven.forms.telefoon import TelefoonField
from initiatieven.models import Indiener, Initiatief
from opbouw.lib.forms import BlockField, EmailField, OnceForm, TextField, choices_of, set_choices
from opbouw.lib.text.freetext import Kind
from wijken.forms.buurt import BuurtField
from wijken.forms.lijnen import LijnenField, WaaromField, check_lijnen
from wijken.forms.uit_contact import ContactField
from wijken.models import Contactmoment, Gebied, Lidmaatschap, Organisatie, Thema
from wijken.models.gebied import CODE_PATTERN

# Only here is there another place for them.
CONTACT_MESSAGES = {
    Kind.TELEFOON: gettext_lazy("Dit lijkt een telefoonnummer. Zet het bij de contactgegevens."),
    Kind.EMAIL: gettext_lazy("Dit lijkt een e-mailadres. Zet het bij de contactgegevens."),
}
CONTACT_FIELDS = ("naam", "email", "telefoon", "van_ouder")
REACH_FIELDS = (*CONTACT_FIELDS, "jonger")


class PlanForm(OnceForm):
    """What somebody wants to do, and how to reach them if they like."""

    checked_fields: tuple[str, ...] = ("titel", "plan", "nodig", "plek")
    # Nine digits after a zero can be a number abroad; TELEPHONE keeps the rest out.
    other_numbers = ("telefoon",)
    messages = CONTACT_MESSAGES

    titel = TextField(
        Initiatief.titel,
        label=gettext_lazy("Wat wil je doen?"),
        help_text=gettext_lazy("In een paar woorden. Bijvoorbeeld: samen eten in de Kade."),
    )
    plan = BlockField(
        Initiatief.plan,
        label=gettext_lazy("Vertel erover"),
        rows=6,
        help_text=gettext_lazy("Wat ga je doen, met wie en voor wie? Schrijf het zoals je praat."),
    )
    nodig = BlockField(
        Initiatief.nodig,
        label=gettext_lazy("Wat heb je nodig?"),
        rows=3,
        required=False,
        help_text=gettext_lazy("Een plek, geld, spullen of hulp. Weet je het nog niet? Ook goed."),
    )
    gebied = BuurtField(label=gettext_lazy("In welke buurt?"))
    plek = TextField(
        Initiatief.plek,
        label=gettext_lazy("Op welke plek?"),
        required=False,
        help_text=gettext_lazy("Een plek die iedereen kent, zoals het Lindeplein. Geen adres."),
    )
    naam = TextField(
        Indiener.naam,
        label=gettext_lazy("Naam"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailField(
        Indiener.email,
        label=gettext_lazy("E-mailadres"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    telefoon = TelefoonField(Indiener.telefoon)
    jonger = forms.BooleanField(label=gettext_lazy("Ik ben jonger dan 16"), required=False)
    van_ouder = forms.BooleanField(
        label=gettext_lazy("De gegevens hierboven zijn van mijn ouder of verzorger"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Under sixteen only a parent's details may be kept."""
        data = super().clean()
        given = any(data.get(name) for name in ("naam", "email", "telefoon"))
        if data.get("jonger") and given and not data.get("van_ouder"):
            self.add_error("van_ouder", self._under_sixteen())
        if not given:
            data["van_ouder"] = False
        return data

    def _under_sixteen(self) -> str:
        return _(
            "Wat fijn dat je meedoet! Ben je jonger dan 16, dan mogen we alleen de gegevens van je "
            "ouder of verzorger opschrijven. Vul die in en vink dit aan. Of laat ze leeg: dat mag."
        )

    @property
    def content(self) -> dict[str, Any]:
        """The plan alone; who it is from goes another way."""
        apart = {*REACH_FIELDS, "contact"}
        return {name: value for name, value in super().content.items() if name not in apart}

    @property
    def bereikbaar(self) -> Bereikbaar:
        """How to reach whoever brought it."""
        return Bereikbaar(**{name: self.cleaned_data[name] for name in CONTACT_FIELDS})


class MeedoenForm(PlanForm):
    """The public form of one organisation; `buurt` is the code of the one that was looked for."""

    def __init__(
        self, *args: Any, organisatie: Organisatie, buurt: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        area = Gebied.objects.within(organisatie.werkgebied.all())
        set_choices(self, "gebied", area.current().buurten().without_vorm())
        if re.fullmatch(CODE_PATTERN, buurt):
            self.initial["gebied"] = choices_of(self, "gebied").filter(code=buurt).first()

    @property
    def reach_open(self) -> bool:
        """Whether the part about being reached holds something, or something wrong."""
        return any(self[name].value() or self[name].errors for name in REACH_FIELDS)


class NieuwForm(PlanForm):
    """A worker writes down what a resident told, with the line and the contact it came from."""

    checked_fields = (*PlanForm.checked_fields, "lijn_waarom")

    thema = forms.ChoiceField(
        label=gettext_lazy("Waar gaat het over?"),
        choices=[("", gettext_lazy("Geen thema")), *Thema.choices],
        required=False,
    )
    lijnen = LijnenField()
    lijn_waarom = WaaromField()
    contact = ContactField()

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = Gebied.objects.within(lid.organisatie.werkgebied.all())
        set_choices(self, "gebied", area.current().buurten().without_vorm())
        set_choices(self, "contact", Contactmoment.objects.visible_to(lid))
        own_words = {
            "titel": _("Wat willen bewoners doen?"),
            "nodig": _("Wat hebben ze nodig?"),
            "jonger": _("De bewoner is jonger dan 16"),
            "van_ouder": _("Dit zijn de gegevens van een ouder of verzorger"),
        }
        for name, label in own_words.items():
            self.fields[name].label = label

    def _under_sixteen(self) -> str:
        return _(
            "Van wie jonger is dan 16 bewaren we alleen de gegevens van een ouder of verzorger. "
            "Vul die in en vink dit aan, of laat ze leeg."
        )

    def clean(self) -> dict[str, Any]:
        """A line has a why."""
        data = super().clean()
        check_lijnen(self, data)
        return data
