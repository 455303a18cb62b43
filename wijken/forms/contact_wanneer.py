"""When a contact was: one tap for now, this morning or yesterday, a day for the rest."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import DateField, QueuedForm
from wijken.models.contact import OCHTEND, OVERDAG

YEAR = timedelta(days=365)


class Wanneer(models.TextChoices):
    """What people say when they write it down at the end of the day."""

    NU = "nu", gettext_lazy("nu")
    VANOCHTEND = "vanochtend", gettext_lazy("vanochtend")
    GISTEREN = "gisteren", gettext_lazy("gisteren")
    DAG = "dag", gettext_lazy("andere dag")


class WanneerField(forms.ChoiceField):
    """A row of chips; nothing sent is now."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Wanneer was het?"))
        kwargs.setdefault("initial", Wanneer.NU)
        kwargs.setdefault("choices", Wanneer.choices)
        super().__init__(widget=forms.RadioSelect, required=False, **kwargs)
        self.vrij = ""


class DagField(DateField):
    """The day itself, read only where that chip is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=gettext_lazy("Welke dag?"), required=False, **kwargs)
        self.vrij = ""


def check_dag(form: forms.Form, data: dict[str, Any]) -> None:
    """Demand a day of the past year where another day is chosen."""
    if data.get("wanneer") != Wanneer.DAG:
        # A field that is folded away must not hold up the note.
        form.errors.pop("dag", None)
        return
    if "dag" in form.errors:
        return
    day, today = data.get("dag"), timezone.localdate()
    if day is None:
        form.add_error("dag", _("Kies de dag."))
    elif day > today:
        form.add_error("dag", _("Deze dag moet nog komen. Kies vandaag of eerder."))
    elif day < today - YEAR:
        form.add_error("dag", _("Kies een dag van het afgelopen jaar."))


def chosen_for(moment: datetime, now: datetime) -> dict[str, Any]:
    """Return what somebody chose for this moment, to fill in the form again."""
    local = timezone.localtime(moment)
    for wanneer in (Wanneer.VANOCHTEND, Wanneer.GISTEREN):
        if moment_of(wanneer, None, now) == local:
            return {"wanneer": wanneer}
    if local.time() == OVERDAG:
        return {"wanneer": Wanneer.DAG, "dag": local.date()}
    return {"wanneer": Wanneer.NU}


def check_nu(form: QueuedForm, data: dict[str, Any]) -> None:
    """Demand a day where "now" or "this morning" of an entry that waited says nothing."""
    if data.get("wanneer") == Wanneer.DAG:
        return
    try:
        form.refuse_unknown_moment()
    except forms.ValidationError as wrong:
        form.add_error("wanneer", wrong)


def moment_of(wanneer: str, dag: date | None, now: datetime) -> datetime | None:
    """Return when it was, as far as somebody remembers it; None for now. `now` is local time."""
    today = now.date()
    chosen = {
        Wanneer.VANOCHTEND: datetime.combine(today, OCHTEND),
        Wanneer.GISTEREN: datetime.combine(today - timedelta(days=1), OVERDAG),
    }
    if wanneer == Wanneer.DAG and dag is not None:
        moment: datetime | None = datetime.combine(dag, OVERDAG)
    else:
        moment = chosen.get(Wanneer(wanneer)) if wanneer in Wanneer.values else None
    if moment is None:
        return None
    aware = timezone.make_aware(moment)
    # Nothing happened later than it was written down.
    return aware if aware < now else None
