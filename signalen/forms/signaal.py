"""Forms of a signal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import (
    BlockField,
    CheckedForm,
    FingerprintField,
    OnceForm,
    TextField,
    set_choices,
)
from opbouw.lib.writing.correction import stand_of
from signalen.actions.signaal import FIELDS
from signalen.models import Duiding, Signaal
from wijken.forms.buurt import BuurtField
from wijken.forms.lijnen import LijnenField, WaaromField, check_lijnen
from wijken.models import Gebied, Lidmaatschap, Thema
from wijken.models.gebied import GebiedQuerySet


class SignaalForm(OnceForm):
    """What is going on in a neighbourhood, and who should hear what came of it."""

    checked_fields = ("titel", "tekst", "lijn_waarom", "kring", "kring_waar")

    titel = TextField(
        Signaal.titel,
        label=gettext_lazy("Wat merk je, in één zin?"),
        help_text=gettext_lazy(
            "Bijvoorbeeld: steeds meer gordijnen blijven overdag dicht. Iets moois mag ook."
        ),
    )
    tekst = BlockField(
        Signaal.tekst,
        label=gettext_lazy("Vertel er meer over"),
        rows=6,
    )
    gebied = BuurtField(label=gettext_lazy("Buurt"))
    thema = forms.ChoiceField(
        label=gettext_lazy("Waar gaat het over?"),
        choices=[("", gettext_lazy("Kies")), *Thema.choices],
    )
    lijnen = LijnenField()
    lijn_waarom = WaaromField()
    kring = TextField(
        Signaal.kring,
        label=gettext_lazy("Wie moet straks horen wat ermee gebeurt?"),
        help_text=gettext_lazy("Een kring, geen namen. Bijvoorbeeld: de ouders bij de speeltuin."),
    )
    kring_waar = TextField(
        Signaal.kring_waar,
        label=gettext_lazy("Waar en wanneer vind je hen?"),
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: dinsdag rond drie uur op het Lindeplein."),
    )

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "gebied", self.areas(lid))

    def areas(self, lid: Lidmaatschap) -> GebiedQuerySet:
        """The buurten where this member works, and that of the contact it came from."""
        return Gebied.objects.offered_to(lid, self.initial.get("gebied"))

    def clean(self) -> dict[str, Any]:
        """A line has a why."""
        data = super().clean()
        check_lijnen(self, data)
        return data


class SignaalWijzigForm(SignaalForm):
    """The same questions for an existing signal."""

    stand = FingerprintField(required=False)

    def __init__(self, *args: Any, signaal: Signaal, **kwargs: Any) -> None:
        self.signaal = signaal
        now = {name: getattr(signaal, name) for name in FIELDS if name != "gebied"}
        now |= {"gebied": signaal.gebied_id, "stand": stand_of(signaal, FIELDS)}
        super().__init__(*args, initial=now, **kwargs)

    def areas(self, lid: Lidmaatschap) -> GebiedQuerySet:
        """The buurten where this member works, and the one that it is about."""
        own = super().areas(lid)
        return own | Gebied.objects.filter(pk=self.signaal.gebied_id).without_vorm()


class DuidingForm(OnceForm):
    """What it means, according to people who know the place."""

    checked_fields = ("met_wie", "tekst", "tegengeluid", "niet_gehoord", "spanning")

    met_wie = TextField(
        Duiding.met_wie,
        label=gettext_lazy("Met wie heb je dit besproken?"),
        help_text=gettext_lazy(
            "Groepen en rollen, geen namen. Bijvoorbeeld: zes bewoners en de huismeester."
        ),
    )
    tekst = BlockField(
        Duiding.tekst, label=gettext_lazy("Wat is er aan de hand, en waardoor?"), rows=6
    )
    tegengeluid = BlockField(
        Duiding.tegengeluid,
        label=gettext_lazy("Wat zeggen anderen?"),
        rows=3,
        required=False,
        help_text=gettext_lazy("Wie het anders ziet, telt mee."),
    )
    niet_gehoord = TextField(
        Duiding.niet_gehoord, label=gettext_lazy("Wie hoorden we nog niet?"), required=False
    )
    spanning = BlockField(
        Duiding.spanning,
        label=gettext_lazy("Waar schuurt het?"),
        rows=3,
        required=False,
        help_text=gettext_lazy("Zet beide kanten naast elkaar. Je hoeft het niet op te lossen."),
    )


class WantForm(CheckedForm):
    """The reason for a decision, in a sentence."""

    checked_fields = ("want",)

    # What had been decided when the page was drawn.
    stand = FingerprintField(required=False)
    want = TextField(Signaal.zonder_duiding_want, label=gettext_lazy("Waarom?"))
