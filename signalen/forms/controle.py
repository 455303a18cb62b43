"""The form with which anyone checks a PDF."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGEST = 10 * 1024 * 1024


class ControleForm(forms.Form):
    """One file, which is read and never kept."""

    bestand = forms.FileField(
        label=gettext_lazy("De PDF die je wilt controleren"),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={"empty": gettext_lazy("Dit bestand is leeg.")},
    )

    def clean_bestand(self) -> UploadedFile:
        """Refuse what is far larger than any note."""
        bestand: UploadedFile = self.cleaned_data["bestand"]
        if (bestand.size or 0) > LARGEST:
            raise forms.ValidationError(_("Dit bestand is te groot om een notitie te zijn."))
        return bestand
