"""A telephone number of a person, where one may stand."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import TextField

# A citizen service number does not begin like this, so the field cannot hold one by accident.
TELEPHONE = r"^(\+|0)[\d ()-]{8,28}$"


class TelefoonField(TextField):
    """A number as people write it, which need not be there."""

    widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        message = gettext_lazy("Dit is geen telefoonnummer. Begin met 0 of +, dan alleen cijfers.")
        defaults: dict[str, Any] = {
            "label": gettext_lazy("Telefoonnummer"),
            "required": False,
            "validators": [RegexValidator(TELEPHONE, message)],
        }
        super().__init__(*args, **{**defaults, **kwargs})
