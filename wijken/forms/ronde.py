"""A walk with many short talks: a number for each place and theme, and what was said in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import (
    BlockField,
    CheckedForm,
    QueuedForm,
    RowForm,
    TextField,
    filled_rows,
    set_choices,
)
from opbouw.lib.models.labels import label_of
from wijken.forms.buurt import BuurtField, per_wijk
from wijken.forms.contact_plek import place_label
from wijken.forms.contact_wanneer import (
    DagField,
    Wanneer,
    WanneerField,
    check_dag,
    check_nu,
    moment_of,
)
from wijken.forms.lijnen import LijnenField, WaaromField, check_lijnen
from wijken.models import Aantal, Contactmoment, Lidmaatschap, Telling, Thema, Vindplaats
from wijken.models.gebied import GebiedQuerySet
from wijken.queries.noteer import Plek, earlier, open_buurten, own_buurten, plek_of

KNOWN, NEW, GESPREKKEN = 3, 2, 2
MOST = KNOWN + NEW
# Nobody has more talks about one thing at one place in one walk; more is a slip of the thumb.
MOST_PRAATJES = 200
TEL = "tel_"


class PlekForm(RowForm):
    """One place and how many talks there, per theme; a place of before is named by its code."""

    checked_fields = ("plek",)

    plaats = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    gebied = BuurtField(label=gettext_lazy("Buurt"), required=False)
    vindplaats = forms.ChoiceField(
        label=gettext_lazy("Wat voor plek?"),
        choices=Vindplaats.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    plek = TextField(Telling.plek, label=gettext_lazy("Hoe heet die plek?"), required=False)

    def __init__(
        self,
        *args: Any,
        known: dict[str, Plek],
        buurten: list[Any],
        areas: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "gebied", areas)
        cast("Any", self.fields["gebied"]).choices = buurten
        for thema in ("", *Thema.values):
            self.fields[TEL + thema] = forms.IntegerField(
                label=label_of(Thema, thema) or _("zomaar een praatje"),
                required=False,
                min_value=0,
                max_value=MOST_PRAATJES,
                widget=forms.NumberInput(attrs={"data-tel": "", "inputmode": "numeric"}),
            )
        self.known = known.get(str(self["plaats"].value() or ""))
        self.others = list(known.values())

    @property
    def naam(self) -> str:
        """What the place of before is called; empty for a new one."""
        return place_label(self.known, self.others) if self.known else ""

    @property
    def numbers(self) -> list[forms.BoundField]:
        """The fields to count in."""
        return [field for field in self if field.name.startswith(TEL)]

    @property
    def is_begun(self) -> bool:
        """Whether something was counted here, or a new place was described."""
        data = self.cleaned_data
        counted = any(data.get(field.name) for field in self.numbers)
        described = any(data.get(name) for name in ("vindplaats", "plek"))
        return counted or (described and self.known is None)

    def clean(self) -> dict[str, Any]:
        """A place that was begun says where it is."""
        data = super().clean()
        if self.is_begun:
            for name in ("gebied", "vindplaats"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit in, of maak deze plek leeg."))
        return data

    @property
    def place(self) -> dict[str, Any]:
        """Where it is, as the row of a contact says it; empty while that is not known."""
        said = {name: self.cleaned_data.get(name) for name in ("gebied", "vindplaats", "plek")}
        return said if said["gebied"] and said["vindplaats"] else {}

    def tallies(self) -> Iterator[dict[str, Any]]:
        """Yield what was counted here."""
        numbers = {field.name: self.cleaned_data.get(field.name) for field in self.numbers}
        where = self.place if any(numbers.values()) else {}
        for name, number in numbers.items():
            if number:
                yield {**where, "thema": name.removeprefix(TEL), "aantal": number}


class GesprekForm(RowForm):
    """A contact in between that is worth more than a number."""

    needed = ("waar", "tekst")
    checked_fields = ("tekst", "lijn_waarom")

    waar = forms.ChoiceField(label=gettext_lazy("Op welke plek?"), required=False)
    tekst = BlockField(
        Contactmoment.tekst,
        label=gettext_lazy("Wat hoorde of zag je?"),
        required=False,
        help_text=gettext_lazy("Geen namen of adressen."),
    )
    aantal = forms.ChoiceField(
        label=gettext_lazy("Hoeveel mensen sprak je?"),
        choices=[("", gettext_lazy("niet geteld")), *Aantal.choices],
        required=False,
    )
    lijnen = LijnenField()
    lijn_waarom = WaaromField()

    def __init__(self, *args: Any, plekken: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["waar"])
        field.choices = [("", _("Kies een plek")), *plekken]

    def clean(self) -> dict[str, Any]:
        """A line has a why."""
        data = super().clean()
        check_lijnen(self, data)
        return data


PlekFormSet: type[BaseFormSet[PlekForm]] = formset_factory(
    PlekForm, extra=NEW, max_num=MOST, absolute_max=MOST
)
GesprekFormSet: type[BaseFormSet[GesprekForm]] = formset_factory(
    GesprekForm, extra=GESPREKKEN, max_num=GESPREKKEN, absolute_max=GESPREKKEN
)


class RondeForm(QueuedForm):
    """Which day it was; the places and the talks are rows of their own."""

    wanneer = WanneerField(
        label=gettext_lazy("Wanneer was het?"),
        choices=[
            (Wanneer.NU, gettext_lazy("vandaag")),
            (Wanneer.GISTEREN, Wanneer.GISTEREN.label),
            (Wanneer.DAG, Wanneer.DAG.label),
        ],
    )
    dag = DagField()

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lid = lid
        self.draw_rows(self.data if self.is_bound else None)

    def draw_rows(self, data: Any) -> None:
        """Prepare the rows as they were sent, or the last places of this worker."""
        own = own_buurten(self.lid)
        everywhere = open_buurten(self.lid, own)
        if data is None:
            places = {plek.code: plek for plek in earlier(self.lid, everywhere, KNOWN).plekken}
        else:
            data, places = _filled(data, everywhere)
        buurten = [("", _("Kies een buurt")), *per_wijk(own.order_by("code"))]
        self.plekken = PlekFormSet(
            data,
            prefix="plek",
            initial=[{"plaats": code} for code in places],
            form_kwargs={"known": places, "buurten": buurten, "areas": everywhere},
        )
        names = [
            (str(number), form.naam or _("nieuwe plek")) for number, form in enumerate(self.plekken)
        ]
        self.gesprekken = GesprekFormSet(data, prefix="gesprek", form_kwargs={"plekken": names})

    def clean(self) -> dict[str, Any]:
        """Look at all rows; something must have been counted."""
        data = super().clean()
        check_dag(self, data)
        check_nu(self, data)
        both = self._both
        if not all(rows.management_form.is_valid() for rows in both):
            self.add_error(None, _("Het formulier kwam niet heel aan. Verstuur het nog een keer."))
            self.draw_rows(None)
        elif False in [rows.is_valid() for rows in both]:
            self.add_error(None, _("Bij een plek of een gesprek klopt nog iets niet."))
        elif not self.tellingen:
            self.add_error(None, _("Tel eerst een praatje. Eén gesprek bewaar je met Noteer."))
        elif not all(self._place_of(talk) for talk in filled_rows(self.gesprekken)):
            self.add_error(None, _("Zeg bij de nieuwe plek van je gesprek waar die is."))
        if any(row.findings for row in self.rows):
            self.ask()
        return data

    @property
    def rows(self) -> list[CheckedForm]:
        """The places and the talks."""
        return [row for rows in self._both for row in rows.forms]

    @property
    def content(self) -> dict[str, Any]:
        """The day of the walk."""
        return {"dag": timezone.localdate(self._moment or self.now)}

    @property
    def tellingen(self) -> list[dict[str, Any]]:
        """What was counted, at all places."""
        return [tally for form in self.plekken for tally in form.tallies()]

    @property
    def contacten(self) -> list[dict[str, Any]]:
        """The talks in between, as the row of a contact says them."""
        said = ("tekst", "aantal", "lijnen", "lijn_waarom")
        when = {"op": self._moment} if self._moment else {}
        return [
            {**self._place_of(talk), **{name: talk[name] for name in said}, **when}
            for talk in filled_rows(self.gesprekken)
        ]

    @property
    def _both(self) -> tuple[BaseFormSet[Any], ...]:
        return self.plekken, self.gesprekken

    def _place_of(self, talk: dict[str, Any]) -> dict[str, Any]:
        return self.plekken.forms[int(talk["waar"])].place

    @property
    def _moment(self) -> datetime | None:
        data = self.cleaned_data
        return moment_of(data["wanneer"], data.get("dag"), self.now) or self.made


def _filled(data: Any, among: GebiedQuerySet) -> tuple[Any, dict[str, Plek]]:
    """Return what was sent with the places of before in their fields, and those places."""
    data, found = data.copy(), {}
    for number in range(MOST):
        code = str(data.get(f"plek-{number}-plaats") or "")
        if code and (plek := plek_of(code)) is not None:
            found[number, code] = plek
    names = dict(among.filter(pk__in={p.gebied for p in found.values()}).values_list("pk", "naam"))
    places: dict[str, Plek] = {}
    for (number, code), plek in found.items():
        if plek.gebied in names:
            places[code] = replace(plek, buurt=names[plek.gebied])
            for name in ("gebied", "vindplaats", "plek"):
                data[f"plek-{number}-{name}"] = str(getattr(plek, name))
    return data, places
