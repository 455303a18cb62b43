"""The rows in the form of an agenda note: what is asked, and possible directions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import BlockField, DateField, RowForm, TextField
from signalen.models import Agendanotitie, Drager, Richting, Vraag, VraagSoort

DRIE = 3


class VraagForm(RowForm):
    """What is asked, of whom and by when."""

    needed = ("soort", "aan", "wat", "voor")
    checked_fields = ("aan", "wat")

    soort = forms.ChoiceField(
        label=gettext_lazy("Wat vraag je?"),
        choices=[("", gettext_lazy("Kies")), *VraagSoort.choices],
        required=False,
    )
    aan = TextField(Vraag.aan, label=gettext_lazy("Aan wie?"), required=False)
    wat = BlockField(Vraag.wat, label=gettext_lazy("De vraag"), rows=2, required=False)
    voor = DateField(label=gettext_lazy("Uiterlijk wanneer?"), required=False)

    def clean_voor(self) -> date | None:
        """Refuse a day that has passed."""
        return still_to_come(self.cleaned_data["voor"])


class RichtingForm(RowForm):
    """A direction with both its sides."""

    needed = ("wat", "drager")
    checked_fields = ("wat", "voordelen", "nadelen", "drager_naam")

    wat = TextField(Richting.wat, label=gettext_lazy("Wat kan er gebeuren?"), required=False)
    voordelen = BlockField(
        Richting.voordelen, label=gettext_lazy("Voordelen"), rows=2, required=False
    )
    nadelen = BlockField(Richting.nadelen, label=gettext_lazy("Nadelen"), rows=2, required=False)
    drager = forms.ChoiceField(
        label=gettext_lazy("Wie doet het?"),
        choices=[("", gettext_lazy("Kies")), *Drager.choices],
        required=False,
    )
    drager_naam = TextField(
        Richting.drager_naam,
        label=gettext_lazy("Wie is dat?"),
        help_text=gettext_lazy("Een club, functie of organisatie. Bijvoorbeeld: de corporatie."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        setattr(  # noqa: B010 read by the field's template
            self.fields["drager_naam"], "vrij", gettext_lazy("alleen bij iemand anders")
        )

    def clean(self) -> dict[str, Any]:
        """Demand a name for somebody else, and keep none beside another choice."""
        data = super().clean()
        if data.get("drager") != Drager.ANDER:
            data["drager_naam"] = ""
        elif not data.get("drager_naam") and "drager_naam" not in self.errors:
            self.add_error("drager_naam", _("Schrijf op wie dat is."))
        return data


VragenFormSet: type[BaseFormSet[VraagForm]] = formset_factory(
    VraagForm, extra=0, min_num=DRIE, max_num=DRIE, absolute_max=DRIE
)
RichtingenFormSet: type[BaseFormSet[RichtingForm]] = formset_factory(
    RichtingForm, extra=0, min_num=DRIE, max_num=DRIE, absolute_max=DRIE
)


def rows_of(
    notitie: Agendanotitie, data: Any
) -> tuple[BaseFormSet[VraagForm], BaseFormSet[RichtingForm]]:
    """Return the rows as they were sent, or without `data` as the note has them."""
    return (
        VragenFormSet(data, prefix="vraag", initial=_initial(notitie.vragen)),
        RichtingenFormSet(data, prefix="richting", initial=_initial(notitie.richtingen)),
    )


def still_to_come(day: date | None) -> date | None:
    """Return the day; raises ValidationError when it has passed."""
    if day is not None and day < timezone.localdate():
        raise forms.ValidationError(_("Deze dag is al voorbij. Kies een latere dag."))
    return day


def _initial(related: Any) -> list[dict[str, Any]]:
    rows = list(related.values())[:DRIE]
    return rows + [{} for _number in range(DRIE - len(rows))]
