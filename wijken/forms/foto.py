"""The form with which a photo of a place comes in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.pictures import Picture, PictureError, redrawn
from opbouw.lib.web.bodies import LARGEST_PHOTO


class FotoForm(forms.Form):
    """One photo."""

    foto = forms.FileField(
        label=gettext_lazy("Foto van de plek"),
        help_text=gettext_lazy(
            "Alleen de plek, geen mensen. We bewaren niet waar en waarmee hij is gemaakt."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "empty": gettext_lazy("Dit bestand is leeg."),
            "required": gettext_lazy("Kies eerst een foto."),
        },
    )

    def clean_foto(self) -> Picture:
        """Return the photo drawn anew; refuses what is none, and what is too large."""
        sent: UploadedFile = self.cleaned_data["foto"]
        if (sent.size or 0) > LARGEST_PHOTO:
            raise forms.ValidationError(_("Deze foto is groter dan 15 MB. Maak hem eerst kleiner."))
        content: Any = sent
        try:
            return redrawn(content)
        except PictureError as error:
            raise forms.ValidationError(str(error)) from error
