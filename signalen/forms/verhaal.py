"""The form of a story."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import BlockField, DateField, OnceForm, TextField, offer, set_choices
from signalen.models import Signaal, ToestemmingWaarvoor, Verhaal
from wijken.forms.buurt import BuurtField
from wijken.models import Gebied, Lidmaatschap, ToestemmingHoe


class VerhaalForm(OnceForm):
    """Somebody's own words, as they agreed that these may be used."""

    checked_fields = ("tekst", "kring")

    tekst = BlockField(
        Verhaal.tekst,
        label=gettext_lazy("Het verhaal"),
        rows=5,
        words=80,
        help_text=gettext_lazy("In hun eigen woorden. Zorg dat niemand te herkennen is."),
    )
    kring = TextField(
        Verhaal.kring,
        label=gettext_lazy("Wie vertelt dit?"),
        help_text=gettext_lazy(
            "Een kring, geen naam. Bijvoorbeeld: oudere bewoners, koffieochtend."
        ),
    )
    gebied = BuurtField(label=gettext_lazy("Buurt"))
    signaal = forms.ModelChoiceField(
        queryset=Signaal.objects.none(),
        label=gettext_lazy("Hoort het bij een signaal?"),
        required=False,
        empty_label=gettext_lazy("Nee, of nog niet"),
    )
    toestemming_op = DateField(
        label=gettext_lazy("Wanneer kreeg je toestemming?"), initial=timezone.localdate
    )
    toestemming_hoe = forms.ChoiceField(
        label=gettext_lazy("Hoe kreeg je toestemming?"),
        choices=ToestemmingHoe.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Van wie bewaren we niet."),
    )
    toestemming_waarvoor = forms.ChoiceField(
        label=gettext_lazy("Waarvoor mag het verhaal gebruikt worden?"),
        choices=ToestemmingWaarvoor.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "gebied", Gebied.objects.offered_to(lid, self.initial.get("gebied")))
        own = Signaal.objects.visible_to(lid).order_by("-op", "-pk")
        offer(self, "signaal", own, among=("titel", "kring"))

    def clean_toestemming_op(self) -> Any:
        """Refuse consent that is still to come."""
        day = self.cleaned_data["toestemming_op"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen. Vraag eerst toestemming."))
        return day
