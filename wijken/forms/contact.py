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
    QueuedForm,
    TextField,
    set_choices,
)
from opbouw.lib.writing.correction import stand_of
from wijken.actions.contact import FIELDS, PROMISE
from wijken.forms.afspraak import DAG, WAT, WAT_HULP, refuse_past
from wijken.forms.buurt import BuurtField, per_wijk
from wijken.forms.contact_plek import ANDERS, PLACE, PlaatsField, fill_place
from wijken.forms.contact_wanneer import (
    DagField,
    Wanneer,
    WanneerField,
    check_dag,
    check_nu,
    chosen_for,
    moment_of,
)
from wijken.forms.lijnen import EerderField, LijnenField, WaaromField, check_lijnen
from wijken.models import (
    Aantal,
    Afspraak,
    Contactmoment,
    Gebied,
    Lidmaatschap,
    Thema,
    Vindplaats,
    Werksoort,
)
from wijken.models.gebied import GebiedQuerySet
from wijken.queries.noteer import Eerder, earlier, open_buurten, own_buurten

# If the last note is this recent, the worker is probably still there.
STILL_THERE = timedelta(hours=4)
# A longer list of buurten gets a search above it.
SHORT = 12


class ContactForm(QueuedForm):
    """Where, with how many, about what; only the buurt and the kind of place are needed."""

    checked_fields = ("tekst", "plek", "afspraak", "lijn_waarom")
    # Whether its page asks a device where it is.
    kan_hier = True

    gebied = BuurtField(label=gettext_lazy("Buurt"))
    gebied_anders = BuurtField(label=gettext_lazy("Andere buurt"), required=False)
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
    )
    wanneer = WanneerField()
    dag = DagField()
    thema = forms.ChoiceField(
        label=gettext_lazy("Waar ging het over?"),
        choices=[("", gettext_lazy("Geen thema")), *Thema.choices],
        required=False,
    )
    werksoorten = forms.MultipleChoiceField(
        label=gettext_lazy("Wat voor werk was het?"),
        choices=Werksoort.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lijnen = LijnenField()
    lijn_waarom = WaaromField()
    afspraak = TextField(
        Afspraak.wat,
        label=WAT,
        required=False,
        help_text=WAT_HULP,
    )
    afspraak_op = DateField(label=DAG, required=False)

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.areas(lid)
        everywhere = open_buurten(lid, own)
        self.buurten = self.offer_buurten(own, everywhere)
        self.offer_earlier(earlier(lid, everywhere))

    def areas(self, lid: Lidmaatschap) -> GebiedQuerySet:
        """The buurten where this member works."""
        return own_buurten(lid)

    def offer_buurten(self, own: GebiedQuerySet, everywhere: GebiedQuerySet) -> dict[int, str]:
        """Offer the own buurten and, apart, all others; returns the gemeente of each own one."""
        set_choices(self, "gebied", own)
        gemeenten = dict(own.values_list("pk", "gemeentecode"))
        if len({*gemeenten.values()}) == 1:
            field: Any = self.fields["gebied"]
            field.choices = [("", _("Kies een buurt")), *per_wijk(own.order_by("code"))]
        others = everywhere.exclude(pk__in=list(gemeenten))
        if others.exists():
            set_choices(self, "gebied_anders", others)
        else:
            del self.fields["gebied_anders"]
        for name in {"gebied_anders", *(["gebied"] if len(gemeenten) > SHORT else [])}:
            if name in self.fields:
                self.fields[name].widget.attrs |= {
                    "data-zoek": _("Zoek een buurt"),
                    "data-gevonden": _("{n} gevonden"),
                }
        elsewhere = self.initial.get("gebied")
        if elsewhere is not None and elsewhere not in gemeenten:
            self.initial["gebied_anders"] = self.initial.pop("gebied")
        return gemeenten

    def offer_earlier(self, eerder: Eerder) -> None:
        """Put the last places above the rest, with the last one chosen while one is there."""
        if eerder.redenen:
            self.fields["eerder"] = EerderField(eerder.redenen)
        known = eerder.plekken
        if not known:
            return
        begin = self.buurten.get(known[0].gebied)
        if begin:
            cast(BuurtField, self.fields["gebied"]).begin_in(begin)
        field = PlaatsField(known)
        self.fields["plaats"] = field
        self.order_fields(["plaats"])
        if self.is_bound:
            self.data = fill_place(self.data, field, self.buurten)
        elif self.initial.get("vindplaats"):
            self.initial["plaats"] = ANDERS
        elif known[0].op and known[0].op > timezone.now() - STILL_THERE:
            self.initial["plaats"] = known[0].code

    @property
    def more_open(self) -> bool:
        """Whether what most people skip holds something."""
        return self._holds_something("thema", "werksoorten", *PROMISE)

    @property
    def elsewhere_open(self) -> bool:
        """Whether it is about a buurt outside the working area."""
        return self._holds_something("gebied_anders", "gebied_anders_gemeente")

    def _holds_something(self, *names: str) -> bool:
        # The gemeente above a list of buurten is no field of its own.
        held = (
            self[name].value() if name in self.fields else self.data.get(name) for name in names
        )
        return any(held) or not self.errors.keys().isdisjoint(names)

    def clean_afspraak_op(self) -> Any:
        """Refuse a promise for a day that has passed."""
        return refuse_past(self.cleaned_data["afspraak_op"], today=self.now.date())

    def clean(self) -> dict[str, Any]:
        """A line has a why, another day is named; a promise has both words and a day."""
        # Before the search for personal data: what was typed goes before what it was earlier.
        reason = self.cleaned_data.pop("eerder", "")
        if "lijn_waarom" in self.cleaned_data:
            self.cleaned_data["lijn_waarom"] = self.cleaned_data["lijn_waarom"] or reason
        data = super().clean()
        if data.get("gebied_anders") or "gebied_anders" in self.errors:
            # Nobody is asked for a buurt twice.
            self.errors.pop("gebied", None)
        check_lijnen(self, data)
        check_dag(self, data)
        check_nu(self, data)
        if data.get("plaats", ANDERS) != ANDERS and not self.errors.keys().isdisjoint(PLACE):
            # A chip of a page that was kept, whose buurt is no longer theirs.
            self.add_error("plaats", _("Kies waar het was."))
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
        content["gebied"] = content.pop("gebied_anders", None) or content.get("gebied")
        chosen, day = content.pop("wanneer"), content.pop("dag", None)
        moment = moment_of(chosen, day, self.now) or self.made
        return content if moment is None else {**content, "op": moment}


def as_typed(contact: Contactmoment) -> dict[str, Any]:
    """Return what somebody filled in to note this contact."""
    typed = {name: getattr(contact, name) for name in FIELDS if name not in {"op", "gebied"}}
    promised = contact.afspraken.order_by("pk").first()
    if promised is not None:
        typed |= {"afspraak": promised.wat, "afspraak_op": promised.op}
    return {**typed, "gebied": contact.gebied_id, **chosen_for(contact.op, timezone.localtime())}


class ContactWijzigForm(ContactForm):
    """The same screen for an existing contact; what was promised has a page of its own."""

    stand = FingerprintField(required=False)
    kan_hier = False

    def __init__(self, *args: Any, contact: Contactmoment, **kwargs: Any) -> None:
        self.contact = contact
        now = {**as_typed(contact), "wanneer": "", "stand": stand_of(contact, FIELDS)}
        super().__init__(*args, initial=now, **kwargs)
        for name in PROMISE:
            del self.fields[name]
        # A chip cannot be untapped, so "not counted" is one here.
        choices = [("", _("niet geteld")), *Aantal.choices]
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

    def offer_earlier(self, eerder: Eerder) -> None:
        """Leave the place and the reason as they are: a correction names them in full."""

    @property
    def content(self) -> dict[str, Any]:
        """What the row will say; without a tap on another day the moment stays."""
        content = super().content
        if self.cleaned_data["wanneer"] == Wanneer.DAG:
            content.setdefault("op", timezone.now())
        return content
