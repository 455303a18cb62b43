"""Giving a table of successors in the administration."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from opbouw.lib.forms import TextField
from wijken.actions.opvolging import NieuweOpvolging
from wijken.cbs.opvolging import TableError, read_table
from wijken.models import Opvolging


class OpvolgingForm(forms.Form):
    """A CSV with old and new codes, and the year of the new ones."""

    tabel = forms.FileField(
        label=_("Tabel oud → nieuw (CSV)"),
        help_text=_("Een kolom met oude codes en een met nieuwe. CBS publiceert ze per jaar."),
    )
    jaar = forms.IntegerField(label=_("Jaar van de nieuwe codes"), min_value=1995, max_value=2099)
    bron = TextField(Opvolging.bron, label=_("Bron"), initial="CBS", required=False)

    def clean_tabel(self) -> list[NieuweOpvolging]:
        """Return the lines; says what is wrong with the table."""
        content: Any = self.cleaned_data["tabel"]
        try:
            return read_table(content.read())
        except TableError as error:
            raise forms.ValidationError(str(error)) from error
