"""Named reads of contact persons: what they are to whom, and never their details."""

from datetime import timedelta

from django.db.models import DateField, F, Func, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from initiatieven.models import Contactpersoon, Initiatief
from wijken.models import Bron, Lidmaatschap, Onderwerp
from wijken.queries.bewaren import terms_of

# So long before it goes, Mijn dag says so.
SOON = timedelta(days=30)
# The attribute of the model, under a name that its type checker does not take for a second one.
GOES = "verdwijnt_op"


def visible_contactpersonen(lid: Lidmaatschap) -> QuerySet[Contactpersoon]:
    """Return the contact persons that this member may open, with the day on which each goes.

    Those of a plan that was put away are out of sight with it.
    """
    rows = Contactpersoon.objects.visible_to(lid).without_details()
    rows = rows.filter(Q(initiatief=None) | Q(initiatief__weggelegd_op__isnull=True))
    rows = rows.select_related("bron", "initiatief")
    years = terms_of(lid.organisatie_id)[Onderwerp.CONTACTGEGEVENS]
    return rows.annotate(**{GOES: _goes_after(years)})


def contactpersonen_of(bij: Bron | Initiatief, lid: Lidmaatschap) -> list[Contactpersoon]:
    """Return those of one asset or plan, whoever was spoken to last first."""
    rows = visible_contactpersonen(lid).filter(**{bij._meta.model_name or "": bij})
    return list(rows.order_by("-gesproken_op", "-pk"))


def going_soon(lid: Lidmaatschap) -> QuerySet[Contactpersoon]:
    """Return those whose details go within a month, the first first."""
    soon = timezone.localdate() + SOON
    rows = visible_contactpersonen(lid).filter(Q(**{f"{GOES}__lte": soon}))
    return rows.order_by("gesproken_op", "pk")


def page_of(persoon: Contactpersoon) -> str:
    """Return the address of what somebody is the contact person of."""
    if persoon.bron_id is not None:
        return reverse("bron", args=[persoon.bron_id])
    return reverse("initiatief", args=[persoon.initiatief_id])


def _goes_after(years: int) -> Func:
    # The last day of the term is still kept.
    return Func(
        F("gesproken_op"),
        template=f"(%(expressions)s + interval '{int(years)} years 1 day')::date",
        output_field=DateField(),
    )
