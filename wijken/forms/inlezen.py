"""The form with which an administrator sends a file with areas or figures."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import BlockField, TextField
from opbouw.lib.web.bodies import LARGEST_UPLOAD
from wijken.cbs.inhoud import FileError
from wijken.cbs.names import read_names
from wijken.cijfers.getal import YEARS
from wijken.cijfers.oorzaken import RijError
from wijken.cijfers.tekst import said
from wijken.models import Inlezing


class InleesForm(forms.Form):
    """One file, and what it does not say itself."""

    fouten_kop = gettext_lazy("Nog niet verstuurd")

    bestand = forms.FileField(
        label=gettext_lazy("Het bestand"),
        help_text=gettext_lazy(
            "GeoPackage, GeoJSON of een Shapefile als zip voor gebieden. CSV of JSON voor cijfers. "
            "Hooguit 200 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".gpkg,.geojson,.json,.zip,.csv,.txt"}),
        error_messages={
            "empty": gettext_lazy("Dit bestand is leeg."),
            "required": gettext_lazy("Kies eerst een bestand."),
        },
    )
    jaar = forms.IntegerField(
        label=gettext_lazy("Jaar"),
        required=False,
        min_value=YEARS.start,
        max_value=YEARS.stop - 1,
        help_text=gettext_lazy("Alleen nodig als het jaar niet in het bestand staat."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Typ een jaar in vier cijfers, zoals 2024."),
            "min_value": gettext_lazy("Typ een jaar vanaf 1995."),
            "max_value": gettext_lazy("Typ een jaar dat kan kloppen."),
        },
    )
    bron = TextField(
        Inlezing.bron,
        label=gettext_lazy("Bron"),
        required=False,
        help_text=gettext_lazy(
            "Staat straks bij de cijfers. Bijvoorbeeld: GGD Gezondheidsmonitor."
        ),
    )

    namen = BlockField(
        Inlezing.namen,
        label=gettext_lazy("Namen"),
        required=False,
        rows=2,
        help_text=gettext_lazy(
            "Alleen nodig als een gebied in het bestand geen naam heeft, of een verkeerde. Zet op "
            "elke regel een code en een naam, zoals GM0363=Amsterdam. Die naam blijft, ook in een "
            "nieuwe indeling."
        ),
    )

    def clean_namen(self) -> str:
        """Return the lines that name an area; refuse one that does not."""
        namen: str = self.cleaned_data["namen"]
        try:
            read_names(None, namen.splitlines())
        except FileError as error:
            raise forms.ValidationError(str(error)) from error
        return namen

    def clean_bestand(self) -> Any:
        """Refuse what is larger than the page takes."""
        bestand = self.cleaned_data["bestand"]
        if (bestand.size or 0) > LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("Dit bestand is groter dan 200 MB. Laat het inlezen op de server.")
            )
        return bestand

    def clean_bron(self) -> str:
        """Refuse what no source is called."""
        try:
            return said(self.cleaned_data["bron"], _("een bron"), 90)
        except RijError as error:
            raise forms.ValidationError(_("Dit is %(reden)s.") % {"reden": error.reason}) from error
