"""The part of a form about the three lines."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import TextField
from wijken.models import Lijn, OpLijnen


class LijnenField(forms.MultipleChoiceField):
    """One or more of the three lines, as chips."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Langs welke lijn?"))
        kwargs.setdefault("required", False)
        super().__init__(choices=Lijn.choices, widget=forms.CheckboxSelectMultiple, **kwargs)

    def clean(self, value: Any) -> list[str]:
        """Return each chosen line once, in the order of Lijn, however often it was sent."""
        chosen = super().clean(value)
        return [str(lijn) for lijn in Lijn.values if lijn in chosen]


class WaaromField(TextField):
    """Why it runs along these lines, in a few words."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Waarom die lijn?"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy("In een paar woorden. Bijvoorbeeld: buren zorgen voor elkaar."),
        )
        super().__init__(OpLijnen.lijn_waarom, required=False, **kwargs)
        self.vrij = gettext_lazy("alleen als je een lijn kiest")


class EerderField(TextField):
    """The last reasons of this worker as chips; what is typed below them goes first."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(
            OpLijnen.lijn_waarom,
            label=gettext_lazy("Schreef je dit eerder?"),
            required=False,
            widget=forms.RadioSelect(choices=[(reason, reason) for reason in reasons]),
        )
        self.vrij = ""


def check_lijnen(form: forms.Form, data: dict[str, Any]) -> None:
    """Demand a why where a line is chosen."""
    if data.get("lijnen") and not data.get("lijn_waarom") and "lijn_waarom" not in form.errors:
        form.add_error("lijn_waarom", _("Schrijf in een paar woorden waarom je deze lijn kiest."))
