"""Points of Mijn dag from contacts, and which records the day of a member is about."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from opbouw.lib.web.pieces import Punt
from wijken.contract import Reach
from wijken.models import GEMEENTE_ROLLEN, Contactmoment, Gebied, Lidmaatschap, Rol, gone_members
from wijken.models.contact import ContactQuerySet
from wijken.queries.contact import fallen_appointments, open_appointments

SOON = timedelta(days=7)


def reach_of(lid: Lidmaatschap) -> tuple[Reach, Reach | None]:
    """Return what the member's day is about, and the rest of the team's; None without a rest."""
    if lid.rol in GEMEENTE_ROLLEN:
        return Reach(), None
    everywhere = Reach(gone=tuple(gone_members(lid.organisatie_id)))
    if not lid.gebieden.filter(vervallen=False).exists():
        return everywhere, None
    areas = Gebied.objects.working_area(lid).pks()
    gemeenten = Gebied.objects.gemeenten_of(lid.organisatie).pks()
    near = replace(everywhere, areas=tuple(areas), gemeenten=tuple(gemeenten))
    return near, replace(near, elsewhere=True)


def due(lid: Lidmaatschap, _reach: Reach) -> ContactQuerySet:
    """Return the member's own promises of the next seven days and before.

    What was taken over from a colleague is there at once, however far away its day is.
    """
    soon = Q(afspraak_op__lte=timezone.localdate() + SOON)
    return open_appointments(lid).filter(soon | Q(afspraak_bij=lid))


def fallen(lid: Lidmaatschap, reach: Reach) -> ContactQuerySet:
    """Return the promises of colleagues who stopped, for everybody of that area."""
    rows = fallen_appointments(lid, reach.gone)
    # The coördinator answers for what lies in nobody's area too.
    if lid.rol == Rol.COORDINATOR:
        return rows.none() if reach.elsewhere else rows
    return rows.filter(reach.select(Q(pk__in=())))


def fallen_points(contacts: Iterable[Contactmoment]) -> Iterator[Punt]:
    """Yield a point for each promise that nobody keeps."""
    for contact in contacts:
        yield Punt(
            _("Afspraak van een collega die stopte"),
            contact.afspraak,
            f"{contact.waar}, {contact.gebied.naam}",
            reverse("contact", args=[contact.pk]),
            _("Bekijk het contact"),
            tuple(contact.lijnen),
        )


def appointments(contacts: Iterable[Contactmoment]) -> Iterator[Punt]:
    """Yield a point for each promise."""
    for contact in contacts:
        yield Punt(
            _when(contact.afspraak_op),
            contact.afspraak,
            f"{contact.waar}, {contact.gebied.naam}",
            reverse("contact", args=[contact.pk]),
            _("Bekijk het contact"),
            tuple(contact.lijnen),
        )


def _when(day: date | None) -> str:
    if day is None:
        return _("Afspraak")
    today = timezone.localdate()
    if day == today:
        return _("Afspraak voor vandaag")
    if day < today:
        return _("Afspraak van %(day)s") % {"day": date_format(day, "j F")}
    return _("Afspraak voor %(day)s") % {"day": date_format(day, "l j F")}
