"""Choosing from more rows than a page can show: what is chosen, the newest, and a search.

The search is a button of the same form: the page comes back as it was typed, with other rows to
choose from. With script only those rows are asked for, while somebody types.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.forms.utils import ErrorDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opbouw.lib.forms.fields import set_choices
from opbouw.lib.text.names import any_spelling

OFFERED = 50
# A search looks no further back than this: each text is compared letter by letter.
SEARCHED = 5_000
LONGEST, MOST_WORDS = 100, 8
# A primary key is a bigint of at most nineteen digits.
LONGEST_PK = 19
# The name of the button that searches.
SEARCH = "zoek_in"


class SearchingForm(forms.Form):
    """A form that can be sent to search in its choices: then it is neither judged nor kept."""

    @property
    def searching(self) -> bool:
        """Whether it was sent to search."""
        return self.is_bound and SEARCH in self.data

    def full_clean(self) -> None:
        """Judge what was typed, unless somebody is still looking for it."""
        if self.searching:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        """Tell whether it may be acted upon."""
        return not self.searching and super().is_valid()


@dataclass(frozen=True)
class Zoeken:
    """The search beside a choice: its field, what was looked for, and what came of it."""

    naam: str
    tekst: str
    uitkomst: str


def offer(
    form: SearchingForm,
    name: str,
    rows: QuerySet[Any],
    *,
    among: tuple[str, ...],
    within: QuerySet[Any] | None = None,
    first: QuerySet[Any] | None = None,
) -> None:
    """Let a field choose from these rows, and show those chosen and the first of the others.

    Any of the rows is a valid choice. They come with the newest first; `among` names the columns
    that a search looks in, in any spelling, through the newest SEARCHED. It looks through fewer
    rows with `within`, and without a search `first` are shown.
    """
    set_choices(form, name, rows)
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    text, all_searched = _looked_for(form, name), True
    chosen = _chosen(form, name)
    shown = list(rows.filter(pk__in=chosen)) if chosen else []
    source = rows if within is None else within
    if text:
        # By their keys: over a subquery the database may compare the texts of all rows first.
        newest = list(source.values_list("pk", flat=True)[: SEARCHED + 1])
        all_searched = len(newest) <= SEARCHED
        source = source.filter(pk__in=newest[:SEARCHED]).filter(_said(text, among))
    elif first is not None:
        source = first
    found = list(source[: OFFERED + 1])
    more = len(found) > OFFERED
    there = {row.pk for row in shown}
    shown += [row for row in found[:OFFERED] if row.pk not in there]
    label = field.label_from_instance
    choices = [(field.prepare_value(row), label(row)) for row in shown]
    if not isinstance(field, forms.ModelMultipleChoiceField):
        choices.insert(0, ("", str(field.empty_label or "")))
    field.choices = choices
    if text or more:
        outcome = _outcome(text, min(len(found), OFFERED), more=more)
        if not all_searched:
            limit = {"number": number_format(SEARCHED, force_grouping=True)}
            outcome += " " + _("We zochten in de nieuwste %(number)s.") % limit
        setattr(field, "zoeken", Zoeken(f"zoek_{name}", text, outcome))  # noqa: B010 read by the field's template


def _looked_for(form: forms.Form, name: str) -> str:
    text = str(form.data.get(f"zoek_{name}", "")) if form.is_bound else ""
    # No field judges it, and PostgreSQL holds no NUL.
    return " ".join(text[:LONGEST].replace("\0", " ").split()[:MOST_WORDS])


def _chosen(form: forms.Form, name: str) -> list[int]:
    value: Any = form[name].value()
    values: Iterable[Any] = value if isinstance(value, list | tuple) else [value]
    pks = (str(getattr(one, "pk", one)) for one in values)
    # What somebody made up is refused when the form is judged.
    return [int(pk) for pk in pks if pk.isascii() and pk.isdecimal() and len(pk) < LONGEST_PK]


def _said(text: str, among: tuple[str, ...]) -> Q:
    found = Q()
    for word in text.split():
        in_one = Q()
        for column in among:
            in_one |= Q(**{f"{column}__iregex": any_spelling(word)})
        found &= in_one
    return found


def _outcome(text: str, number: int, *, more: bool) -> str:
    if not text:
        return _("Hier staan de nieuwste %(number)s. Zoek om een andere te vinden.") % {
            "number": number
        }
    words = {"number": number, "text": text}
    if more:
        return _("Meer dan %(number)s met “%(text)s”. Hier staan de nieuwste.") % words
    if not number:
        return _("Niets gevonden met “%(text)s”.") % words
    said = ngettext(
        "%(number)s gevonden met “%(text)s”.", "%(number)s gevonden met “%(text)s”.", number
    )
    return said % words
