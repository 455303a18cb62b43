"""Forms of an agenda note: beginning it, and writing its eight parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.db import models
from django.forms import BaseFormSet, BoundField
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
    offer,
    set_choices,
)
from signalen.delen import DELEN, TEKSTEN, VELDEN, Deel, Rijen, Search, Tekst, Words
from signalen.forms.cijfers import CijfersField
from signalen.forms.notitie_rijen import rows_of, still_to_come
from signalen.models import Agendanotitie, Signaal, Verhaal
from signalen.queries.notitie import (
    MAX_CIJFERS,
    MAX_VERHALEN,
    addressees,
    agenda_signalen,
    area_cijfers,
    nearby_bronnen,
    nearby_initiatieven,
    usable_verhalen,
)
from wijken.forms.lijnen import LijnenField, WaaromField
from wijken.models import Bron, Cijfer, Lidmaatschap, Organisatie

LIJST = {"data-vorm": "lijst"}
F = TypeVar("F", bound=forms.Form)


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
        offer(self, "signalen", agenda_signalen(lid), among=("titel", "kring"))
        self.has_choice = agenda_signalen(lid).exists()


@dataclass(frozen=True)
class Asked:
    """What a part asks for: a field, or rows that each have a name ("Vraag 1")."""

    field: BoundField | None = None
    rows: Sequence[tuple[str, forms.Form]] = ()
    help_text: Words = ""


@dataclass(frozen=True)
class FormPart:
    """One part of the form, and what is asked in it."""

    deel: Deel
    asked: Sequence[Asked]


def text_field(tekst: Tekst) -> TextField:
    """Return the field of a text, as long and as required as its column."""
    column = getattr(Agendanotitie, tekst.name)
    given: dict[str, Any] = {
        "label": tekst.label,
        "help_text": tekst.help_text,
        "required": not column.field.blank,
    }
    if isinstance(column.field, models.TextField):
        return BlockField(column, rows=tekst.lines, words=tekst.max_words, **given)
    return TextField(column, **given)


def with_texts(form: type[F]) -> type[F]:
    """Give a form the fields of the texts that it has not, all in the order of the table."""
    texts = {tekst.name: text_field(tekst) for tekst in TEKSTEN}
    place = {veld.name: number for number, veld in enumerate(VELDEN)}
    fields = {**texts, **form.base_fields}
    in_order = sorted(fields.items(), key=lambda item: place.get(item[0], -1))
    form.base_fields = dict(in_order)
    return form


@with_texts
class NotitieForm(CheckedForm):
    """The texts of the note that `DELEN` names, and what is chosen beside them, part by part."""

    checked_fields = tuple(tekst.name for tekst in TEKSTEN if tekst.search is Search.EVERYTHING)

    stand = StandField()
    reactie_voor = DateField(
        label=gettext_lazy("Reactie gevraagd uiterlijk"),
        required=False,
        help_text=gettext_lazy("Leeg laten mag: dan geldt de afgesproken reactietermijn."),
    )
    openbaar = forms.BooleanField(label=gettext_lazy("Deze notitie is openbaar"), required=False)
    signalen = forms.ModelMultipleChoiceField(
        queryset=Signaal.objects.none(),
        label=gettext_lazy("Welke signalen horen erbij?"),
        widget=forms.CheckboxSelectMultiple(attrs=LIJST),
        error_messages={"required": gettext_lazy("Kies ten minste één signaal.")},
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
    gekozen_bronnen = forms.ModelMultipleChoiceField(
        queryset=Bron.objects.none(),
        label=gettext_lazy("Welke bronnen horen erbij?"),
        widget=forms.CheckboxSelectMultiple(attrs=LIJST),
        required=False,
        help_text=gettext_lazy(
            "Naam en omschrijving komen in de brief. Alleen wat dit jaar is nagekeken."
        ),
    )
    initiatieven = forms.ModelMultipleChoiceField(
        queryset=Initiatief.objects.none(),
        label=gettext_lazy("Welke initiatieven horen erbij?"),
        widget=forms.CheckboxSelectMultiple(attrs=LIJST),
        required=False,
    )
    lijnen = LijnenField()
    lijn_waarom = WaaromField()

    def __init__(
        self, *args: Any, lid: Lidmaatschap, notitie: Agendanotitie, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verhalen"].label_from_instance = _verhaal_label  # type: ignore[attr-defined]  # Django's own way
        offer(self, "signalen", agenda_signalen(lid, notitie), among=("titel", "kring"))
        offer(self, "verhalen", usable_verhalen(lid, notitie), among=("tekst", "kring"))
        offer(self, "gekozen_bronnen", nearby_bronnen(lid, notitie), among=("naam",))
        offer(self, "initiatieven", nearby_initiatieven(lid, notitie), among=("titel", "kenmerk"))
        set_choices(self, "cijfers", area_cijfers(notitie))
        for tekst in TEKSTEN:
            if tekst.if_missing:
                # A concept may be saved without it; a note cannot be settled without it.
                setattr(self.fields[tekst.name], "vrij", _("mag later"))  # noqa: B010 read by the field's template
        self.notitie = notitie
        self.vragen, self.richtingen = rows_of(notitie, self.data if self.is_bound else None)

    @property
    def parts(self) -> list[FormPart]:
        """The head and the eight parts, with what is asked in each."""
        return [FormPart(deel, list(self._questions(deel))) for deel in DELEN]

    def _questions(self, deel: Deel) -> Iterator[Asked]:
        for veld in deel.velden:
            if isinstance(veld, Rijen):
                rows = enumerate(getattr(self, veld.name), start=1)
                named = [(f"{veld.row_name} {number}", row) for number, row in rows]
                yield Asked(rows=named, help_text=veld.help_text)
            elif veld.name in self.fields:
                yield Asked(field=self[veld.name])

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
