"""Steps of the thread from initiatives."""

from django.urls import reverse
from django.utils.translation import gettext as _

from initiatieven.models import Initiatief, InitiatiefStaat
from opbouw.lib.text.dates import day
from opbouw.lib.web.pieces import Stap
from wijken.models import Lidmaatschap
from wijken.queries.draad import contact_step


def initiatief_thread(lid: Lidmaatschap, pk: int) -> list[Stap] | None:
    """Return the steps of one initiative, from the contact in which it came up."""
    rows = Initiatief.objects.visible_to(lid).select_related("contact")
    initiatief = rows.filter(pk=pk).first()
    if initiatief is None:
        return None
    before = [contact_step(initiatief.contact)] if initiatief.contact is not None else []
    return [*before, *_steps(initiatief, hier=True)]


def initiatieven_of_contact(lid: Lidmaatschap, pk: int) -> list[Stap]:
    """Return the steps of the initiatives that came up in a contact."""
    own = Initiatief.objects.visible_to(lid).filter(contact=pk)
    rows = own.prefetch_related("terugkoppelingen").order_by("ingediend_op", "pk")
    return [step for initiatief in rows for step in _steps(initiatief)]


def _steps(initiatief: Initiatief, *, hier: bool = False) -> list[Stap]:
    url = reverse("initiatief", args=[initiatief.pk])
    steps = [Stap(initiatief.titel, day(initiatief.ingediend_op), url, hier=hier)]
    if initiatief.staat == InitiatiefStaat.INGEDIEND:
        steps.append(Stap(_("In gesprek"), _("nog niet"), url, klaar=False))
    else:
        steps.append(Stap(initiatief.get_staat_display().capitalize(), "", url))
    told = next(iter(initiatief.terugkoppelingen.all()), None)
    if told is not None:
        steps.append(
            Stap(_("Teruggekoppeld"), ", ".join(filter(None, [day(told.op), told.kring])), url)
        )
    else:
        form = reverse("initiatief_terugkoppeling", args=[initiatief.pk])
        next_url = form if initiatief.owes_feedback else ""
        steps.append(Stap(_("Teruggekoppeld"), _("nog niet"), next_url, klaar=False))
    return steps
