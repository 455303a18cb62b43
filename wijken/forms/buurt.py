"""Choosing a buurt: per wijk, and where there is more than one gemeente, the gemeente first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.web.params import LONGEST
from wijken.models import Gebied, GebiedSoort

# Django's fields are generic for the type checker only.
if TYPE_CHECKING:
    _ModelChoiceField = forms.ModelChoiceField[Gebied]
else:
    _ModelChoiceField = forms.ModelChoiceField

GEMEENTE = re.compile(r"GM\d{4}", re.ASCII)


def per_wijk(rows: QuerySet[Gebied]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield the name of each wijk with the keys and names of its buurten; `rows` go by code.

    Without an object for each: a city has hundreds, and a page draws them all.
    """
    columns = rows.values_list("ouder__naam", "pk", "naam", "jaar", "actueel")
    for wijk, buurten in groupby(columns, key=itemgetter(0)):
        yield wijk or "", [(pk, label(naam, jaar, now)) for _wijk, pk, naam, jaar, now in buurten]


def label(naam: str, jaar: int, actueel: bool) -> str:
    """Return the name of a buurt; an old one may be called the same as what followed it."""
    if actueel:
        return naam
    return _("%(naam)s (indeling van %(jaar)s)") % {"naam": naam, "jaar": jaar}


class PerWijk(ModelChoiceIterator):
    """Buurten in groups, each under the name of its wijk; of one gemeente if there are more."""

    gemeente: str | None = None  # empty: none is chosen yet

    def __iter__(self) -> Iterator[Any]:
        if self.gemeente == "":
            yield ("", _("Kies eerst de gemeente"))
            return
        yield ("", _("Kies een buurt"))
        rows = self.queryset.order_by("code")
        if self.gemeente:
            rows = rows.filter(gemeentecode=self.gemeente)
        yield from per_wijk(rows)


class BuurtKeuze(forms.Select):
    """The list of buurten; above it that of the gemeenten, for whoever works in more than one.

    Without script the whole form is sent to see the buurten of a gemeente: nothing typed is lost,
    and nothing is saved, because a buurt of another gemeente than the one chosen is none.
    """

    template_name = "django/forms/widgets/buurt.html"
    gekozen = ""  # as it was sent
    voorkeur = ""  # where it begins
    toont = False  # only asked to show the buurten of another gemeente

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the buurt that was sent, and keep the gemeente that was."""
        sent = str(data.get(f"{name}_gemeente") or "")
        self.gekozen = sent if GEMEENTE.fullmatch(sent) else ""
        self.toont = bool(data.get(f"{name}_toon"))
        return super().value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the gemeenten to choose from, when there is more than one."""
        keuzes = self.choices
        # A form that read its buurten itself found one gemeente.
        gemeenten, chosen = {"": ""}, ""
        if isinstance(keuzes, PerWijk):
            gemeenten = self._gemeenten(keuzes)
            if len(gemeenten) > 1:
                chosen = keuzes.gemeente = self._chosen(keuzes, gemeenten, value)
        context = super().get_context(name, value, attrs)
        if self.toont:
            # Nothing is wrong yet: somebody is still choosing.
            for attribute in ("aria-invalid", "aria-describedby"):
                context["widget"]["attrs"].pop(attribute, None)
        context["widget"] |= {
            "gemeenten": sorted(gemeenten.items(), key=lambda one: one[1].casefold()),
            "gemeente": chosen,
        }
        return context

    def _gemeenten(self, keuzes: PerWijk) -> dict[str, str]:
        codes = keuzes.queryset.order_by().values("gemeentecode")
        rows = Gebied.objects.filter(soort=GebiedSoort.GEMEENTE, code__in=codes)
        # By the name of the newest edition.
        return dict(rows.order_by("jaar").values_list("code", "naam"))

    def _chosen(self, keuzes: PerWijk, gemeenten: dict[str, str], value: Any) -> str:
        pk = str(value or "")
        buurt = None
        if not self.gekozen and pk.isascii() and pk.isdecimal() and len(pk) <= LONGEST:
            buurt = keuzes.queryset.filter(pk=pk).first()
        wanted = self.gekozen or (buurt.gemeentecode if buurt else self.voorkeur)
        return wanted if wanted in gemeenten else ""


class BuurtField(_ModelChoiceField):
    """One buurt; set `queryset` to those that may be chosen."""

    iterator = PerWijk
    widget = BuurtKeuze

    def __init__(self, **kwargs: Any) -> None:
        errors = {
            "required": gettext_lazy("Kies de buurt waar het over gaat."),
            "invalid_choice": gettext_lazy("Kies een buurt uit de lijst."),
        }
        super().__init__(queryset=Gebied.objects.none(), error_messages=errors, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the buurt; one of another gemeente than the chosen one is none."""
        buurt = super().clean(value)
        sent = cast(BuurtKeuze, self.widget)
        other = isinstance(buurt, Gebied) and sent.gekozen not in ("", buurt.gemeentecode)
        if other or sent.toont:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return buurt

    def begin_in(self, gemeentecode: str) -> None:
        """Open the list at this gemeente, unless the form says another."""
        cast(BuurtKeuze, self.widget).voorkeur = gemeentecode

    def label_from_instance(self, obj: Gebied) -> str:
        """Return what the list says."""
        return label(obj.naam, obj.jaar, obj.actueel)
