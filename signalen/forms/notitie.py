"""Forms of an agenda note: beginning it, and writing its eight parts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatieven.models import Initiatief
from opbouw.lib.forms import (
    BlockField,
    CheckedForm,
    DateField,
    OnceForm,
    StandField,
    TextField,
    set_choices,
)
from signalen.forms.cijfers import CijfersField
from signalen.forms.notitie_rijen import rows_of, still_to_come
from signalen.models import Agendanotitie, Signaal, Verhaal
from signalen.queries.notitie import (
    IN_HET_KORT_WOORDEN,
    MAX_CIJFERS,
    MAX_VERHALEN,
    addressees,
    agenda_signalen,
    area_cijfers,
    nearby_initiatieven,
    usable_verhalen,
)
from wijken.forms.lijnen import LijnenField, WaaromField
from wijken.models import Cijfer, Lidmaatschap, Organisatie

LIJST = {"data-vorm": "lijst"}
# A concept may be saved without these; a note cannot be settled without them.
LATER = ("in_het_kort", "wat_we_niet_weten", "duiding", "bronnen", "terugkoppeling", "contact")


class StartForm(OnceForm):
    """A title, an addressee and the signals it rests on."""

    checked_fields = ("titel",)

    titel = TextField(Agendanotitie.titel, label=gettext_lazy("Waar gaat de notitie over?"))
    aan = forms.ModelChoiceField(
        queryset=Organisatie.objects.none(),
        label=gettext_lazy("Aan welke gemeente?"),
        empty_label=None,
    )
    signalen = forms.ModelMultipleChoiceField(
        queryset=Signaal.objects.none(),
        label=gettext_lazy("Welke signalen horen erbij?"),
        widget=forms.CheckboxSelectMultiple(attrs=LIJST),
        error_messages={"required": gettext_lazy("Kies ten minste één signaal.")},
    )

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "aan", addressees(lid))
        set_choices(self, "signalen", agenda_signalen(lid))
        self.has_choice = agenda_signalen(lid).exists()


class NotitieForm(CheckedForm):
    """The note's own texts and choices, part by part."""

    checked_fields = (
        "titel", "in_het_kort", "wat_opvalt", "wat_we_niet_weten", "duiding", "duiders",
        "tegengeluid", "spanningen", "bronnen", "geprobeerd", "lijn_waarom", "terugkoppeling",
        "akkoord",
    )  # fmt: skip

    stand = StandField()
    titel = TextField(Agendanotitie.titel, label=gettext_lazy("Titel"))
    aan_wie = TextField(Agendanotitie.aan_wie, label=gettext_lazy("Aan wie binnen de gemeente?"))
    cc = TextField(Agendanotitie.cc, label=gettext_lazy("Kopie aan"), required=False)
    reactie_voor = DateField(
        label=gettext_lazy("Reactie gevraagd vóór"),
        required=False,
        help_text=gettext_lazy("Leeg laten mag: dan geldt de afgesproken reactietermijn."),
    )
    openbaar = forms.BooleanField(label=gettext_lazy("Deze notitie is openbaar"), required=False)
    in_het_kort = BlockField(
        Agendanotitie.in_het_kort,
        label=gettext_lazy("In het kort"),
        words=IN_HET_KORT_WOORDEN,
        required=False,
        help_text=gettext_lazy("Wat is er aan de hand, voor wie, en wat vraag je?"),
    )
    verhalen = forms.ModelMultipleChoiceField(
        queryset=Verhaal.objects.none(),
        label=gettext_lazy("Welke verhalen vertel je?"),
        widget=forms.CheckboxSelectMultiple(attrs=LIJST),
        required=False,
        help_text=gettext_lazy(
            "Twee tot vier. Alleen verhalen met toestemming die zijn nagelezen."
        ),
    )
    cijfers = CijfersField(
        queryset=Cijfer.objects.none(),
        label=gettext_lazy("Welke cijfers horen erbij?"),
        widget=forms.CheckboxSelectMultiple(attrs=LIJST),
        required=False,
        help_text=gettext_lazy(
            "Hooguit vijf, van het hele gebied of van een buurt waar je het hoorde. Het cijfer van "
            "de gemeente komt er vanzelf naast."
        ),
    )
    wat_opvalt = BlockField(
        Agendanotitie.wat_opvalt,
        label=gettext_lazy("Wat valt op?"),
        rows=2,
        required=False,
        help_text=gettext_lazy(
            "Eén of twee zinnen boven de tabel. Bijvoorbeeld: in deze buurt heeft 46% van de "
            "woningen een slecht label, in de gemeente 30%."
        ),
    )
    wat_we_niet_weten = BlockField(
        Agendanotitie.wat_we_niet_weten, label=gettext_lazy("Wat we niet weten"), required=False
    )
    duiding = BlockField(
        Agendanotitie.duiding, label=gettext_lazy("Duiding"), rows=6, required=False
    )
    duiders = TextField(
        Agendanotitie.duiders, label=gettext_lazy("Wie dachten hierover mee?"), required=False
    )
    tegengeluid = BlockField(
        Agendanotitie.tegengeluid, label=gettext_lazy("Tegengeluid"), required=False
    )
    spanningen = BlockField(
        Agendanotitie.spanningen, label=gettext_lazy("Waar het schuurt"), required=False
    )
    bronnen = BlockField(
        Agendanotitie.bronnen,
        label=gettext_lazy("Wat er al is"),
        required=False,
        help_text=gettext_lazy("Plekken, mensen, clubs en voorzieningen waar de buurt op bouwt."),
    )
    initiatieven = forms.ModelMultipleChoiceField(
        queryset=Initiatief.objects.none(),
        label=gettext_lazy("Welke initiatieven horen erbij?"),
        widget=forms.CheckboxSelectMultiple(attrs=LIJST),
        required=False,
    )
    geprobeerd = BlockField(
        Agendanotitie.geprobeerd, label=gettext_lazy("Wat is er al geprobeerd?"), required=False
    )
    lijnen = LijnenField()
    lijn_waarom = WaaromField()
    terugkoppeling = BlockField(
        Agendanotitie.terugkoppeling,
        label=gettext_lazy("Hoe en wanneer horen bewoners terug?"),
        required=False,
    )
    contact = TextField(
        Agendanotitie.contact,
        label=gettext_lazy("Wie kan de gemeente bellen of mailen?"),
        required=False,
    )
    akkoord = TextField(
        Agendanotitie.akkoord,
        label=gettext_lazy("Akkoord van de buurt"),
        required=False,
        help_text=gettext_lazy(
            "Wie heeft meegelezen, en wanneer? Bijvoorbeeld: zes bewoners, 2 april."
        ),
    )
    signalen = forms.ModelMultipleChoiceField(
        queryset=Signaal.objects.none(),
        label=gettext_lazy("Welke signalen horen erbij?"),
        widget=forms.CheckboxSelectMultiple(attrs=LIJST),
        error_messages={"required": gettext_lazy("Kies ten minste één signaal.")},
    )

    def __init__(
        self, *args: Any, lid: Lidmaatschap, notitie: Agendanotitie, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "signalen", agenda_signalen(lid, notitie))
        set_choices(self, "verhalen", usable_verhalen(lid, notitie))
        set_choices(self, "initiatieven", nearby_initiatieven(lid, notitie))
        set_choices(self, "cijfers", area_cijfers(notitie))
        for name in LATER:
            setattr(self.fields[name], "vrij", _("mag later"))  # noqa: B010 read by the field's template
        self.fields["verhalen"].label_from_instance = _verhaal_label  # type: ignore[attr-defined]  # Django's own way
        self.notitie = notitie
        self.vragen, self.richtingen = rows_of(notitie, self.data if self.is_bound else None)

    def clean(self) -> dict[str, Any]:
        """Look at the rows too: at every one of them, also when the first is wrong."""
        data = super().clean()
        both: tuple[BaseFormSet[Any], ...] = (self.vragen, self.richtingen)
        if not all(rows.management_form.is_valid() for rows in both):
            self.add_error(None, _("Het formulier kwam niet heel aan. Verstuur het nog een keer."))
            self.vragen, self.richtingen = rows_of(self.notitie, None)
        elif False in [rows.is_valid() for rows in both]:
            self.add_error(None, _("Bij een vraag of een richting klopt nog iets niet."))
        if any(row.findings for rows in both for row in rows.forms):
            self.ask()
        return data

    def clean_reactie_voor(self) -> date | None:
        """Refuse a day that has passed."""
        return still_to_come(self.cleaned_data["reactie_voor"])

    def clean_verhalen(self) -> Any:
        """A note tells at most four stories."""
        return self._at_most("verhalen", MAX_VERHALEN)

    def clean_cijfers(self) -> Any:
        """A note shows at most five figures."""
        return self._at_most("cijfers", MAX_CIJFERS)

    def _at_most(self, name: str, most: int) -> Any:
        chosen = self.cleaned_data[name]
        if len(chosen) > most:
            raise forms.ValidationError(_("Kies er hooguit %(most)s."), params={"most": most})
        return chosen


def _verhaal_label(verhaal: Verhaal) -> str:
    return f"“{verhaal.tekst}” ({verhaal.kring})"
