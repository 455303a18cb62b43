"""Choosing figures, area by area."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from signalen.queries.notitie import public_name
from wijken.models import Cijfer
from wijken.queries.cijfer import with_whole


class PerGebied(ModelChoiceIterator):
    """The choices in groups, each under the name of its area."""

    def __iter__(self) -> Iterator[Any]:
        # One area, whichever edition its figures came with.
        for _code, rows in groupby(self.queryset.all(), key=lambda cijfer: cijfer.gebied.code):
            cijfers = list(rows)
            newest = max((cijfer.gebied for cijfer in cijfers), key=lambda gebied: gebied.jaar)
            yield public_name(newest), [self.choice(cijfer) for cijfer in cijfers]


class CijfersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic for mypy only
    """Published figures, grouped by the area that they belong to."""

    iterator = PerGebied

    def label_from_instance(self, obj: Cijfer) -> str:
        """Return the figure in words, with its value, what that is a part of, and its year."""
        return f"{obj.naam}: {with_whole(obj.naam, obj.waarde, obj.eenheid)} ({obj.jaar})"
