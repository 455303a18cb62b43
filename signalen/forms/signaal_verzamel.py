"""The form that gathers contacts into a signal."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import SearchingForm, offer
from signalen.models import Signaal
from signalen.queries.signaal import contacts_to_gather
from wijken.models import Contactmoment, Lidmaatschap
from wijken.queries.contact import visible_contacts

AMONG = ("tekst", "plek")


class GatherForm(SearchingForm):
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
        gather, own = contacts_to_gather(signaal, lid), visible_contacts(lid).order_by("-op", "-pk")
        near: Any = self.fields["contacten"]
        rest: Any = self.fields["verder"]
        near.vrij = rest.vrij = ""
        near.label_from_instance = rest.label_from_instance = _label
        # What is ticked may be any contact of the team: a newer one can push it from the list
        # meanwhile, and one that was added a moment ago is simply there already.
        offer(self, "contacten", own, among=AMONG, within=gather.near)
        offer(self, "verder", own, among=AMONG, within=gather.every, first=gather.rest)
        self.number_near, self.number_rest = len(near.choices), len(rest.choices)

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
