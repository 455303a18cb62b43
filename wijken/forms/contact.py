"""The one screen on which a contact is noted, and on which it is corrected."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import (
    BlockField,
    DateField,
    FingerprintField,
    OnceForm,
    TextField,
    set_choices,
)
from opbouw.lib.writing.correction import stand_of
from wijken.actions.contact import FIELDS
from wijken.forms.buurt import BuurtField
from wijken.forms.contact_plek import PLACE, PlaatsField, fill_place, last_places
from wijken.forms.contact_wanneer import DagField, Wanneer, WanneerField, check_dag, moment_of
from wijken.forms.lijnen import LijnenField, WaaromField, check_lijnen
from wijken.models import Aantal, Contactmoment, Gebied, Lidmaatschap, Thema, Vindplaats
from wijken.models.gebied import GebiedQuerySet

# If the last note is this recent, the worker is probably still there.
STILL_THERE = timedelta(hours=4)


class ContactForm(OnceForm):
    """Where, with how many, about what; only the buurt and the kind of place are needed."""

    checked_fields = ("tekst", "plek", "afspraak", "lijn_waarom")

    gebied = BuurtField(label=gettext_lazy("Buurt"))
    vindplaats = forms.ChoiceField(
        label=gettext_lazy("Wat voor plek?"), choices=Vindplaats.choices, widget=forms.RadioSelect
    )
    plek = TextField(
        Contactmoment.plek,
        label=gettext_lazy("Hoe heet die plek?"),
        required=False,
        help_text=gettext_lazy("Een plek die iedereen kent, zoals het Lindeplein. Geen adres."),
    )
    tekst = BlockField(
        Contactmoment.tekst,
        label=gettext_lazy("Wat hoorde of zag je?"),
        required=False,
        help_text=gettext_lazy("Geen namen of adressen. Niets bijzonders? Laat dit leeg."),
    )
    aantal = forms.ChoiceField(
        label=gettext_lazy("Hoeveel mensen sprak je?"),
        choices=Aantal.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("Niemand gesproken? Kies dan niets."),
    )
    wanneer = WanneerField()
    dag = DagField()
    thema = forms.ChoiceField(
        label=gettext_lazy("Waar ging het over?"),
        choices=[("", gettext_lazy("Geen thema")), *Thema.choices],
        required=False,
    )
    lijnen = LijnenField()
    lijn_waarom = WaaromField()
    afspraak = TextField(
        Contactmoment.afspraak,
        label=gettext_lazy("Wat heb je afgesproken?"),
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: de sleutel van het buurthuis navragen."),
    )
    afspraak_op = DateField(label=gettext_lazy("Voor wanneer?"), required=False)

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = self.areas(lid)
        set_choices(self, "gebied", areas)
        # Read once, for the choices and for the last places.
        rows = list(areas.values_list("pk", "naam", "gemeentecode"))
        self.buurten: dict[int, str] = {pk: naam for pk, naam, _gemeente in rows}
        self.gemeenten = {pk: gemeente for pk, _naam, gemeente in rows}
        field: Any = self.fields["gebied"]
        if len({*self.gemeenten.values()}) == 1:
            field.choices = [("", _("Kies een buurt")), *self.buurten.items()]
        self.offer_places(lid)

    def areas(self, lid: Lidmaatschap) -> GebiedQuerySet:
        """The buurten where this member works."""
        return Gebied.objects.working_area(lid).current().buurten().without_vorm()

    def offer_places(self, lid: Lidmaatschap) -> None:
        """Put the last places above the rest, with the last one chosen while one is there."""
        known = last_places(lid, self.buurten)
        if not known:
            return
        begin = self.gemeenten[known[0].gebied_id]
        cast(BuurtField, self.fields["gebied"]).begin_in(begin)
        field = PlaatsField(known, self.buurten)
        self.fields["plaats"] = field
        self.order_fields(["plaats"])
        if self.is_bound:
            self.data = fill_place(self.data, lid, field)
        elif known[0].op > timezone.now() - STILL_THERE:
            self.initial["plaats"] = str(known[0].pk)

    @property
    def more_open(self) -> bool:
        """Whether what most people skip holds something."""
        rest = ("thema", "afspraak", "afspraak_op")
        return any(self[name].value() or name in self.errors for name in rest)

    def clean_afspraak_op(self) -> Any:
        """Refuse a promise for a day that has passed."""
        day = self.cleaned_data["afspraak_op"]
        if day and day < timezone.localdate() and day != self.initial.get("afspraak_op"):
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        return day

    def clean(self) -> dict[str, Any]:
        """A line has a why, another day is named; a promise has both words and a day."""
        data = super().clean()
        check_lijnen(self, data)
        check_dag(self, data)
        if "plaats" in self.errors:
            # Said once: the three fields below it are not what is asked.
            for name in PLACE:
                self.errors.pop(name, None)
        if (
            data.get("afspraak")
            and not data.get("afspraak_op")
            and not self.has_error("afspraak_op")
        ):
            self.add_error("afspraak_op", _("Kies de dag waarop je dit doet."))
        if data.get("afspraak_op") and not data.get("afspraak"):
            self.add_error("afspraak", _("Schrijf op wat je hebt afgesproken."))
        return data

    @property
    def content(self) -> dict[str, Any]:
        """What the row will say: the chips have become a place and a moment."""
        content = super().content
        content.pop("plaats", None)
        chosen, day = content.pop("wanneer"), content.pop("dag", None)
        moment = moment_of(chosen, day, timezone.localtime())
        return content if moment is None else {**content, "op": moment}


class ContactWijzigForm(ContactForm):
    """The same screen for an existing contact."""

    stand = FingerprintField(required=False)

    def __init__(self, *args: Any, contact: Contactmoment, **kwargs: Any) -> None:
        self.contact = contact
        now = {name: getattr(contact, name) for name in FIELDS if name not in {"op", "gebied"}}
        now |= {"gebied": contact.gebied_id, "wanneer": "", "stand": stand_of(contact, FIELDS)}
        super().__init__(*args, initial=now, **kwargs)
        # A chip cannot be untapped, so "nobody" is one here.
        choices = [("", _("niemand, of niet geteld")), *Aantal.choices]
        self.fields["aantal"] = forms.ChoiceField(
            label=self.fields["aantal"].label,
            choices=choices,
            widget=forms.RadioSelect,
            required=False,
        )
        as_it_is = _("zo laten: %(moment)s") % {"moment": contact.moment}
        self.fields["wanneer"] = WanneerField(
            choices=[("", as_it_is), (Wanneer.DAG, Wanneer.DAG.label)], initial=""
        )

    def areas(self, lid: Lidmaatschap) -> GebiedQuerySet:
        """The buurten where this member works, and the one where it was."""
        own = super().areas(lid)
        return own | Gebied.objects.filter(pk=self.contact.gebied_id).without_vorm()

    def offer_places(self, lid: Lidmaatschap) -> None:
        """Leave the place as it is: a correction names it in full."""

    @property
    def content(self) -> dict[str, Any]:
        """What the row will say; without a tap on another day the moment stays."""
        content = super().content
        if self.cleaned_data["wanneer"] == Wanneer.DAG:
            content.setdefault("op", timezone.now())
        return content
