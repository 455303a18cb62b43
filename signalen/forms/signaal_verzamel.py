"""The form that gathers contacts into a signal."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import set_choices
from signalen.models import Signaal
from signalen.queries.signaal import contacts_to_gather
from wijken.models import Contactmoment, Lidmaatschap
from wijken.queries.contact import visible_contacts


class GatherForm(forms.Form):
    """Which other contacts carry the same signal; the likely ones first."""

    contacten = forms.ModelMultipleChoiceField(
        queryset=Contactmoment.objects.none(),
        label=gettext_lazy("Waar hoorde je dit ook?"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-vorm": "lijst"}),
    )
    verder = forms.ModelMultipleChoiceField(
        queryset=Contactmoment.objects.none(),
        label=gettext_lazy("Andere buurten of thema’s"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-vorm": "lijst"}),
    )

    def __init__(self, *args: Any, signaal: Signaal, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near, rest = contacts_to_gather(signaal, lid)
        self.number_near, self.number_rest = len(near), len(rest)
        for name, shown in (("contacten", near), ("verder", rest)):
            # What is ticked may be any contact of the team: a newer one can push it from the
            # list meanwhile, and one that was added a moment ago is simply there already.
            set_choices(self, name, visible_contacts(lid))
            field: Any = self.fields[name]
            field.choices = [(contact.pk, _label(contact)) for contact in shown]
            field.vrij = ""

    def clean(self) -> dict[str, Any]:
        """Put both lists together; one contact at least."""
        data = super().clean() or {}
        chosen = [*data.get("contacten", ()), *data.get("verder", ())]
        if not chosen and not self.errors:
            self.add_error("contacten", _("Vink ten minste één contact aan."))
        return {**data, "gekozen": chosen}


def _label(contact: Contactmoment) -> str:
    day = date_format(timezone.localtime(contact.op), "j F Y")
    return f"{day}, {contact.waar}: {Truncator(contact.tekst).words(16)}"
