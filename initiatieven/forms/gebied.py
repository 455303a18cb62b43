"""Choosing a buurt from a list that shows in which wijk it lies."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from wijken.models import Gebied

# Django's fields are generic for the type checker only.
if TYPE_CHECKING:
    _ModelChoiceField = forms.ModelChoiceField[Gebied]
else:
    _ModelChoiceField = forms.ModelChoiceField


class PerWijk(ModelChoiceIterator):
    """Buurten in groups, each under the name of its wijk."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", _("Kies een buurt"))
        rows = self.queryset.select_related("ouder").defer("vorm", "ouder__vorm").order_by("code")
        for wijk, buurten in groupby(rows, key=lambda b: b.ouder.naam if b.ouder else ""):
            yield (wijk, [self.choice(buurt) for buurt in buurten])


class BuurtField(_ModelChoiceField):
    """One current buurt; set `queryset` to those that may be chosen."""

    iterator = PerWijk

    def __init__(self, **kwargs: Any) -> None:
        errors = {
            "required": _("Kies de buurt waar het over gaat."),
            "invalid_choice": _("Kies een buurt uit de lijst."),
        }
        super().__init__(queryset=Gebied.objects.none(), error_messages=errors, **kwargs)
