"""The form with which a spreadsheet of contacts comes in, and the one that names its columns."""

import hashlib
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import FingerprintField
from opbouw.lib.web.bodies import LARGEST_LIST
from wijken.models import Overzetting
from wijken.overzetten.kolommen import VELDEN, column_name, stand_of_koppeling

MEGABYTES = LARGEST_LIST // 1024**2


class OverzetForm(forms.Form):
    """One spreadsheet."""

    fouten_kop = gettext_lazy("Nog niet verstuurd")

    bestand = forms.FileField(
        label=gettext_lazy("Het bestand"),
        help_text=gettext_lazy(
            "Excel (.xlsx) of CSV, met op de eerste rij de koppen. Hooguit 50 MB en 100.000 rijen."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={
            "empty": gettext_lazy("Dit bestand is leeg."),
            "required": gettext_lazy("Kies eerst een bestand."),
        },
    )

    def clean_bestand(self) -> UploadedFile:
        """Refuse what is larger than the page takes."""
        sent: UploadedFile = self.cleaned_data["bestand"]
        if (sent.size or 0) > LARGEST_LIST:
            raise forms.ValidationError(
                _("Dit bestand is groter dan %(most)s MB. Knip het op.") % {"most": MEGABYTES}
            )
        return sent

    @property
    def sha256(self) -> str:
        """The fingerprint of the file, by which it is known again."""
        digest = hashlib.sha256()
        for chunk in self.cleaned_data["bestand"].chunks():
            digest.update(chunk)
        return digest.hexdigest()


class KolommenForm(forms.Form):
    """Which column holds what, and whether rows with a find go along."""

    fouten_kop = gettext_lazy("Nog niet overgezet")

    # The columns that the preview on the page was made with.
    stand = FingerprintField(required=False)

    def __init__(self, *args: Any, overzetting: Overzetting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: str(column) for name, column in overzetting.koppeling.items()}
        self.initial["stand"] = stand_of_koppeling(overzetting.koppeling)
        columns = [(str(at), column_name(at, kop)) for at, kop in enumerate(overzetting.koppen)]
        for veld in VELDEN:
            nothing = _("Kies een kolom") if veld.verplicht else _("Staat er niet in")
            self.fields[veld.naam] = forms.ChoiceField(
                label=str(veld.label),
                choices=[("", nothing), *columns],
                required=veld.verplicht,
                error_messages={
                    "required": _("Kies de kolom. Zonder weten we niet wanneer of waar het was.")
                },
            )
            self.fields[veld.naam].vrij = ""  # type: ignore[attr-defined]  # read by veldvrij
        self.fields["nagekeken"] = forms.BooleanField(
            required=False,
            label=_("Neem ook rijen mee waarin misschien een persoon staat: ik heb ze nagekeken."),
        )

    @property
    def koppeling(self) -> dict[str, int]:
        """The columns that were chosen."""
        chosen = {veld.naam: self.cleaned_data.get(veld.naam) for veld in VELDEN}
        return {name: int(column) for name, column in chosen.items() if column}
