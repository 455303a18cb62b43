"""Rows of a form that may each stay empty."""

from __future__ import annotations

from typing import Any

from django.forms import BaseFormSet
from django.utils.translation import gettext as _

from opbouw.lib.forms.checked import CheckedForm


class RowForm(CheckedForm):
    """A row that may stay empty; once begun, it must be complete."""

    needed: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The page says once that a row may stay empty; each field need not repeat it.
            setattr(field, "vrij", "")  # noqa: B010 read by the field's template

    def clean(self) -> dict[str, Any]:
        """Demand the needed fields of a row that was begun."""
        data = super().clean()
        if self.is_begun:
            for name in self.needed:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit in, of maak de hele rij leeg."))
        return data

    def ask(self) -> None:
        """Point out what was found; the tick is drawn once, at the form that holds the rows."""
        if not self.data.get("nagekeken"):
            self.point_out()

    @property
    def is_begun(self) -> bool:
        """Whether anything was typed in this row."""
        return any(self.cleaned_data.values())

    @property
    def is_open(self) -> bool:
        """Whether the page shows this row unfolded: it holds something, right or wrong."""
        return any(field.value() for field in self)


def filled_rows(formset: BaseFormSet[Any]) -> list[dict[str, Any]]:
    """Return the rows of a valid formset in which something was typed."""
    return [form.cleaned_data for form in formset.forms if form.is_begun]
