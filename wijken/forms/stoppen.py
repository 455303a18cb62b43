"""Who takes over what a colleague leaves."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import set_choices
from wijken.models import Lidmaatschap
from wijken.queries.lid import active_members

# Django's fields are generic for the type checker only.
if TYPE_CHECKING:
    _ModelChoiceField = forms.ModelChoiceField[Lidmaatschap]
else:
    _ModelChoiceField = forms.ModelChoiceField


class CollegaField(_ModelChoiceField):
    """A colleague, by name."""

    def label_from_instance(self, obj: Lidmaatschap) -> str:
        """Return the name alone."""
        return obj.gebruiker.naam


class StopForm(forms.Form):
    """A colleague, or the whole team."""

    naar = CollegaField(
        queryset=Lidmaatschap.objects.none(),
        label=gettext_lazy("Wie neemt het over?"),
        required=False,
        empty_label=gettext_lazy("Het hele team"),
        help_text=gettext_lazy(
            "Kies je niemand, dan staat het bij iedereen die in die buurt werkt, en bij de "
            "coördinator."
        ),
    )

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = active_members(lid.organisatie).exclude(pk=lid.pk)
        choices = colleagues.select_related("gebruiker").order_by("gebruiker__naam", "pk")
        set_choices(self, "naar", choices)
