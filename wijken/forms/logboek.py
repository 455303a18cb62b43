"""Choosing from the logboek."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opbouw.lib.text.dates import month
from wijken.contract import Terrein
from wijken.queries.logboek import months


class LogboekForm(forms.Form):
    """What it is about, and in which month; without a choice, everything."""

    fouten_kop = _("Kijk hier even naar:")

    terrein = forms.ChoiceField(
        label=_("Waarover"),
        required=False,
        choices=[
            ("", _("Alles")),
            (Terrein.INLOGGEN.value, _("Inloggen en beveiliging")),
            (Terrein.TEAM.value, _("Het team")),
            (Terrein.GEGEVENS.value, _("Bekeken en weggehaald")),
            (Terrein.WERK.value, _("Het werk")),
        ],
    )
    maand = forms.ChoiceField(label=_("Maand"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = months(timezone.localdate())
        choices = [(f"{day:%Y-%m}", month(day)) for day in days]
        cast(forms.ChoiceField, self.fields["maand"]).choices = [
            ("", str(_("Alle maanden"))),
            *choices,
        ]

    def chosen(self) -> tuple[Terrein | None, date | None]:
        """Return what was chosen; a choice that does not exist is none."""
        self.is_valid()
        terrein, maand = self.cleaned_data.get("terrein"), self.cleaned_data.get("maand")
        return (
            Terrein(terrein) if terrein else None,
            date.fromisoformat(f"{maand}-01") if maand else None,
        )
