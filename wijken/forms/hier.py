"""Where a device says that it is; read once and kept nowhere."""

from collections.abc import Mapping

from django import forms


class HierForm(forms.Form):
    """A place on earth, in degrees of WGS84."""

    breedte = forms.FloatField(min_value=-90, max_value=90)
    lengte = forms.FloatField(min_value=-180, max_value=180)


def place_in(sent: Mapping[str, str]) -> tuple[float, float] | None:
    """Return longitude and latitude, as in an outline; None when what was sent is no place."""
    form = HierForm(sent)
    return (form.cleaned_data["lengte"], form.cleaned_data["breedte"]) if form.is_valid() else None
