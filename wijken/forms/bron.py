"""Forms of what is there already."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import (
    BlockField,
    CheckedForm,
    FingerprintField,
    TextField,
    set_choices,
)
from opbouw.lib.writing.correction import stand_of
from wijken.actions.bron import FIELDS
from wijken.forms.buurt import BuurtField
from wijken.forms.uit_contact import UitContactForm
from wijken.models import Bron, BronSoort, Gebied, Lidmaatschap, Thema
from wijken.queries.contact import visible_contacts


class BronForm(UitContactForm):
    """What it is, of what kind and in which buurt."""

    checked_fields = ("naam", "omschrijving")

    naam = TextField(
        Bron.naam,
        label=gettext_lazy("Wat is er al?"),
        help_text=gettext_lazy(
            "Een mens noem je niet bij naam. Schrijf “iemand die fietsen maakt”. "
            "Een plek of een club mag wel een naam hebben."
        ),
    )
    soort = forms.ChoiceField(
        label=gettext_lazy("Wat voor bron is dit?"),
        choices=BronSoort.choices,
        widget=forms.RadioSelect,
    )
    gebied = BuurtField(label=gettext_lazy("In welke buurt?"))
    omschrijving = BlockField(
        Bron.omschrijving,
        label=gettext_lazy("Wat kan het voor de buurt zijn?"),
        rows=3,
        required=False,
        help_text=gettext_lazy("Wat is er te halen, wanneer, voor wie? Geen namen of adressen."),
    )
    thema = forms.ChoiceField(
        label=gettext_lazy("Waar past het bij?"),
        choices=[("", gettext_lazy("Geen thema")), *Thema.choices],
        required=False,
        help_text=gettext_lazy("Dan kunnen we het bij een initiatief noemen."),
    )

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "gebied", Gebied.objects.offered_to(lid, self.initial.get("gebied")))
        if "contact" in self.fields:
            set_choices(self, "contact", visible_contacts(lid))


class BronWijzigForm(BronForm):
    """The same screen for an existing asset."""

    stand = FingerprintField(required=False)

    def __init__(self, *args: Any, bron: Bron, **kwargs: Any) -> None:
        now: dict[str, Any] = {name: getattr(bron, name) for name in FIELDS if name != "gebied"}
        now |= {"gebied": bron.gebied_id, "stand": stand_of(bron, FIELDS)}
        super().__init__(*args, initial=now, **kwargs)
        del self.fields["contact"]


class WegForm(CheckedForm):
    """Why an asset goes to the archive."""

    checked_fields = ("archief_want",)
    fouten_kop = gettext_lazy("Nog niet in het archief")

    archief_want = TextField(
        Bron.archief_want,
        label=gettext_lazy("Waarom is dit er niet meer?"),
        help_text=gettext_lazy("In een paar woorden. Bijvoorbeeld: de koffieochtend is gestopt."),
    )
