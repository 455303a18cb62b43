"""Forms of a tie."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import (
    CheckedForm,
    DateField,
    FingerprintField,
    TextField,
    offer,
    set_choices,
)
from opbouw.lib.writing.correction import stand_of
from wijken.actions.verband import ENDED, FIELDS
from wijken.forms.uit_contact import UitContactForm
from wijken.models import Bron, Lidmaatschap, Lijn, Sterkte, Verband
from wijken.queries.contact import visible_contacts
from wijken.queries.verband import may_be_tied_to

# Django's fields are generic for the type checker only.
if TYPE_CHECKING:
    _BronChoice = forms.ModelChoiceField[Bron]
else:
    _BronChoice = forms.ModelChoiceField


class NietLaterField(DateField):
    """A day that has come."""

    def validate(self, value: date | None) -> None:
        """Refuse a day that is still to come."""
        super().validate(value)
        if value is not None and value > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen. Kies vandaag of eerder."))


class LijnForm(CheckedForm):
    """Along which line, why, how strong and since when."""

    checked_fields: tuple[str, ...] = ("waarom",)

    lijn = forms.ChoiceField(
        label=gettext_lazy("Langs welke lijn?"), choices=Lijn.choices, widget=forms.RadioSelect
    )
    waarom = TextField(
        Verband.waarom,
        label=gettext_lazy("Waarom die lijn?"),
        help_text=gettext_lazy("In een paar woorden. Bijvoorbeeld: ze koken samen op dinsdag."),
    )
    sterkte = forms.ChoiceField(
        label=gettext_lazy("Hoe sterk is het?"),
        choices=Sterkte.choices,
        widget=forms.RadioSelect,
        initial=Sterkte.LOS,
    )
    sinds = NietLaterField(label=gettext_lazy("Sinds wanneer?"), initial=timezone.localdate)


class VerbandForm(LijnForm, UitContactForm):
    """With whom, and the rest."""

    checked_fields = ("instelling", "waarom")

    andere = _BronChoice(
        queryset=Bron.objects.none(),
        label=gettext_lazy("Met welke bron?"),
        empty_label=gettext_lazy("Kies een bron"),
        required=False,
    )
    instelling = TextField(
        Verband.instelling,
        label=gettext_lazy("Of met welke instelling?"),
        required=False,
        help_text=gettext_lazy("De naam van een organisatie, niet van iemand die er werkt."),
    )

    def __init__(self, *args: Any, lid: Lidmaatschap, bron: Bron, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["andere", "instelling"])
        offer(self, "andere", may_be_tied_to(bron, lid), among=("naam",))
        set_choices(self, "contact", visible_contacts(lid))

    def clean(self) -> dict[str, Any]:
        """One of the two: another asset, or an institution."""
        data = super().clean()
        if self.has_error("andere") or self.has_error("instelling"):
            return data
        if data.get("andere") and data.get("instelling"):
            self.add_error("instelling", _("Kies een bron óf een instelling, niet allebei."))
        elif not data.get("andere") and not data.get("instelling"):
            self.add_error("andere", _("Kies een bron, of schrijf een instelling op."))
        return data


class VerbandWijzigForm(LijnForm):
    """The same, for a tie that is there already; of one that ended also when and why."""

    checked_fields = ("instelling", "waarom", "einde_want")

    instelling = TextField(
        Verband.instelling,
        label=gettext_lazy("Met welke instelling?"),
        help_text=gettext_lazy("De naam van een organisatie, niet van iemand die er werkt."),
    )
    geeindigd_op = NietLaterField(
        label=gettext_lazy("Wanneer eindigde het?"),
        help_text=gettext_lazy("Maak dit leeg als het verband toch doorgaat."),
        required=False,
    )
    einde_want = TextField(
        Verband.einde_want, label=gettext_lazy("Waardoor eindigde het?"), required=False
    )
    stand = FingerprintField(required=False)

    def __init__(self, *args: Any, verband: Verband, **kwargs: Any) -> None:
        names = FIELDS if verband.geeindigd_op is None else ENDED
        sent = kwargs.get("data", args[0] if args else None)
        if sent is not None and "geeindigd_op" not in sent:
            names = FIELDS  # the page was drawn before it ended
        now = {name: getattr(verband, name) for name in names}
        super().__init__(*args, initial={**now, "stand": stand_of(verband, names)}, **kwargs)
        self.order_fields(["instelling"])
        if not verband.instelling:
            del self.fields["instelling"]
        for name in set(ENDED) - set(names):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A tie that ended, ended by something; one that goes on did not."""
        data = super().clean()
        if data.get("geeindigd_op") and not data.get("einde_want"):
            if not self.has_error("einde_want"):
                self.add_error("einde_want", _("Schrijf op waardoor het verband eindigde."))
        elif "geeindigd_op" in data and data["geeindigd_op"] is None:
            data["einde_want"] = ""
        return data

    @property
    def content(self) -> dict[str, Any]:
        """What the row will say; a tie of two assets is with no institution."""
        return {"instelling": "", **super().content}


class EindeForm(CheckedForm):
    """When a tie ended, and why."""

    checked_fields = ("einde_want",)

    geeindigd_op = NietLaterField(
        label=gettext_lazy("Wanneer eindigde het?"), initial=timezone.localdate
    )
    einde_want = TextField(
        Verband.einde_want,
        label=gettext_lazy("Waardoor?"),
        help_text=gettext_lazy("In een paar woorden. Bijvoorbeeld: de zaal is dicht."),
    )
