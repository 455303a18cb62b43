"""What is promised and for which day, and what can become of it."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import (
    CheckedForm,
    DateField,
    FingerprintField,
    OnceForm,
    TextField,
    set_choices,
)
from opbouw.lib.text.names import by_name
from opbouw.lib.writing.correction import stand_of
from wijken.actions.afspraak import STAND
from wijken.forms.buurt import BuurtField
from wijken.forms.stoppen import CollegaField
from wijken.models import Afspraak, Contactmoment, Gebied, Lidmaatschap, Verplaatsing
from wijken.queries.lid import active_members

WAT = gettext_lazy("Wat heb je afgesproken?")
WAT_HULP = gettext_lazy("Bijvoorbeeld: de sleutel van het buurthuis navragen.")
DAG = gettext_lazy("Voor wanneer?")


def refuse_past(day: date | None, *, today: date | None = None) -> date | None:
    """Return the day; raises ValidationError when it had passed when this was written down."""
    if day is not None and day < (today or timezone.localdate()):
        raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
    return day


class AfspraakForm(OnceForm):
    """A new appointment, from a contact or with a buurt of its own."""

    checked_fields = ("wat",)

    wat = TextField(Afspraak.wat, label=WAT, help_text=WAT_HULP)
    op = DateField(label=DAG)
    gebied = BuurtField(label=gettext_lazy("In welke buurt?"))

    def __init__(
        self, *args: Any, lid: Lidmaatschap, contact: Contactmoment | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if contact is not None:
            del self.fields["gebied"]
        else:
            near = Gebied.objects.working_area(lid).current().buurten()
            set_choices(self, "gebied", near.without_vorm())

    def clean_op(self) -> date | None:
        """Refuse a promise for a day that has passed."""
        return refuse_past(self.cleaned_data["op"])


class _OfAfspraak(CheckedForm):
    """A form about an appointment, drawn from how it was."""

    stand = FingerprintField(required=False)

    def __init__(self, *args: Any, afspraak: Afspraak, **kwargs: Any) -> None:
        self.afspraak = afspraak
        initial = {"stand": stand_of(afspraak, STAND), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)


class AfspraakWijzigForm(_OfAfspraak):
    """What was written down, corrected."""

    checked_fields = ("wat",)

    wat = TextField(Afspraak.wat, label=WAT)
    op = DateField(label=DAG)

    def __init__(self, *args: Any, afspraak: Afspraak, **kwargs: Any) -> None:
        now = {"wat": afspraak.wat, "op": afspraak.op}
        super().__init__(*args, afspraak=afspraak, initial=now, **kwargs)

    def clean_op(self) -> date | None:
        """Refuse a day that has passed, unless it was that day already."""
        day: date | None = self.cleaned_data["op"]
        return day if day == self.afspraak.op else refuse_past(day)


class VerplaatsForm(_OfAfspraak, OnceForm):
    """Another day, and why."""

    checked_fields = ("want",)

    naar = DateField(label=gettext_lazy("Naar welke dag?"))
    want = TextField(
        Verplaatsing.want,
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Bijvoorbeeld: het buurthuis was dicht."),
    )

    def clean_naar(self) -> date | None:
        """Refuse a day that has passed."""
        return refuse_past(self.cleaned_data["naar"])


class GeefDoorForm(_OfAfspraak):
    """The colleague who keeps it from now on; whoever has it already is not offered."""

    naar = CollegaField(
        queryset=Lidmaatschap.objects.none(),
        label=gettext_lazy("Wie doet dit voortaan?"),
        empty_label=gettext_lazy("Kies een collega"),
        error_messages={"required": gettext_lazy("Kies een collega.")},
        help_text=gettext_lazy("Die ziet het meteen op Mijn dag."),
    )

    def __init__(self, *args: Any, lid: Lidmaatschap, afspraak: Afspraak, **kwargs: Any) -> None:
        super().__init__(*args, afspraak=afspraak, **kwargs)
        rows = active_members(lid.organisatie).select_related("gebruiker")
        set_choices(self, "naar", rows)
        # Whoever has it is a valid choice all the same: it is what a second press says.
        field = cast(CollegaField, self.fields["naar"])
        others = rows.exclude(pk=afspraak.bij_id).order_by(by_name("gebruiker__naam"), "pk")
        names = ((one.pk, field.label_from_instance(one)) for one in others)
        field.choices = [("", field.empty_label), *names]


class VervaltForm(_OfAfspraak):
    """Why it will not be kept."""

    checked_fields = ("want",)

    want = TextField(
        Afspraak.vervallen_want,
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Bijvoorbeeld: de bewoners regelden het zelf, of: per ongeluk."),
    )
