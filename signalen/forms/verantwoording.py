"""Choosing what an account is about, and asking for it as a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import OnceForm
from signalen.models import Verhaal
from signalen.queries.verantwoording import (
    MOST_VERHALEN,
    offered_verhalen,
    tellable_verhalen,
    usable_verhalen,
)
from wijken.models import Gebied, Lidmaatschap
from wijken.queries.aanwezigheid import own_wijken
from wijken.queries.tijdvak import Tijdvak, last_whole_quarter, quarters, tijdvak_of, years

# So much of a story tells which one it is.
WORDS = 16


@dataclass(frozen=True)
class Account:
    """What somebody chose; no area is the whole organisation."""

    gebied: Gebied | None
    tijdvak: Tijdvak
    verhalen: tuple[int, ...]

    @property
    def query(self) -> str:
        """The address of this choice, without what was not chosen."""
        area = [("gebied", self.gebied.code)] if self.gebied is not None else []
        stories = [("verhaal", str(pk)) for pk in self.verhalen]
        return urlencode([*area, ("tijdvak", self.tijdvak.code), *stories])


class AccountForm(forms.Form):
    """An area, a quarter or a year, and the stories that go in; nothing is required."""

    fouten_kop = gettext_lazy("Kijk hier even naar:")

    gebied = forms.ChoiceField(
        label=gettext_lazy("Waarover"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Dit gebied kun je niet kiezen.")},
    )
    tijdvak = forms.ChoiceField(
        label=gettext_lazy("Welke periode"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Deze periode kun je niet kiezen.")},
    )
    verhaal = forms.ModelMultipleChoiceField(
        Verhaal.objects.none(),
        label=gettext_lazy("Welke verhalen gaan mee?"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-vorm": "lijst"}),
        error_messages={
            "invalid_choice": gettext_lazy("Dit verhaal mag niet mee. Kies een ander."),
            "invalid_pk_value": gettext_lazy("Dit verhaal mag niet mee. Kies een ander."),
        },
    )

    def __init__(self, data: QueryDict | None, *, lid: Lidmaatschap) -> None:
        data = QueryDict(mutable=True) if data is None else data.copy()
        data.setdefault("tijdvak", last_whole_quarter().code)
        super().__init__(data)
        self._lid = lid
        self._wijken = {one.code: one for one in own_wijken(lid)}
        choices: dict[str, list[Any]] = {
            "gebied": [
                ("", _("De hele organisatie")),
                *((one.code, one.naam) for one in self._wijken.values()),
            ],
            "tijdvak": [
                (_("Kwartalen"), [(one.code, _said(one)) for one in quarters()]),
                (_("Jaren"), [(one.code, _said(one)) for one in years()]),
            ],
        }
        for name, offered in choices.items():
            cast("forms.ChoiceField", self.fields[name]).choices = offered
        told = cast("forms.ModelMultipleChoiceField[Verhaal]", self.fields["verhaal"])
        told.queryset = usable_verhalen(lid)
        stories = offered_verhalen(lid, self._area, self._period)
        told.widget.choices = [(one.pk, _begin(one)) for one in stories]
        for name in choices | {"verhaal": []}:
            self.fields[name].vrij = ""  # type: ignore[attr-defined]  # nothing here is required

    def clean_verhaal(self) -> tuple[int, ...]:
        """Return the keys of the chosen stories: no more than somebody reads.

        One of another area or of after the period goes: it was chosen before these were.
        """
        here = tellable_verhalen(self._lid, self._area, self._period)
        chosen = sorted(
            here.filter(pk__in=self.cleaned_data["verhaal"]).values_list("pk", flat=True)
        )
        if len(chosen) > MOST_VERHALEN:
            raise ValidationError(_("Kies hoogstens %(n)d verhalen."), params={"n": MOST_VERHALEN})
        return tuple(chosen)

    def chosen(self) -> Account | None:
        """Return what was chosen; None where something is wrong, which the form then says."""
        if not self.is_valid():
            return None
        return Account(self._area, self._period, self.cleaned_data["verhaal"])

    @property
    def stories(self) -> bool:
        """Whether there is any story to choose."""
        told = cast("forms.ModelMultipleChoiceField[Verhaal]", self.fields["verhaal"])
        return bool(told.widget.choices)

    @property
    def _area(self) -> Gebied | None:
        return self._wijken.get(self.data.get("gebied", ""))

    @property
    def _period(self) -> Tijdvak:
        return tijdvak_of(self.data.get("tijdvak", "")) or last_whole_quarter()


class AccountPdfForm(AccountForm, OnceForm):
    """The same choice, asked for as a PDF, once."""


def _said(tijdvak: Tijdvak) -> str:
    if tijdvak.loopt:
        return _("%(tijdvak)s, tot en met vandaag") % {"tijdvak": tijdvak}
    return str(tijdvak)


def _begin(verhaal: Verhaal) -> str:
    return _("“%(tekst)s” %(kring)s, %(waar)s") % {
        "tekst": Truncator(verhaal.tekst).words(WORDS, truncate="…"),
        "kring": verhaal.kring,
        "waar": verhaal.gebied.naam,
    }
