"""Points of Mijn dag from appointments and assets, and which records the day is about."""

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
from wijken.models import GEMEENTE_ROLLEN, Afspraak, Bron, Gebied, Lidmaatschap, Rol, gone_members
from wijken.models.afspraak import AfspraakQuerySet
from wijken.models.bron import BronQuerySet
from wijken.queries.afspraak import fallen_appointments, open_appointments
from wijken.queries.bron import visible_bronnen

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


def due(lid: Lidmaatschap, _reach: Reach) -> AfspraakQuerySet:
    """Return what the member has to do in the next seven days and before.

    What was taken over from a colleague is there at once, however far away its day is.
    """
    soon = Q(op__lte=timezone.localdate() + SOON)
    return open_appointments(lid).filter(soon | Q(overgedragen_op__isnull=False))


def fallen(lid: Lidmaatschap, reach: Reach) -> AfspraakQuerySet:
    """Return the promises of colleagues who stopped, for everybody of that area."""
    rows = fallen_appointments(lid, reach.gone)
    # The coördinator answers for what lies in nobody's area too.
    if lid.rol == Rol.COORDINATOR:
        return rows.none() if reach.elsewhere else rows
    return rows.filter(reach.select(Q(pk__in=())))


def fallen_points(afspraken: Iterable[Afspraak]) -> Iterator[Punt]:
    """Yield a point for each appointment that nobody keeps."""
    for afspraak in afspraken:
        yield _point(_("Afspraak van een collega die stopte"), afspraak)


def appointments(afspraken: Iterable[Afspraak]) -> Iterator[Punt]:
    """Yield a point for each appointment."""
    for afspraak in afspraken:
        yield _point(_when(afspraak.op), afspraak)


def stale(lid: Lidmaatschap, reach: Reach) -> BronQuerySet:
    """Return the assets that nobody has looked at for a year, the longest ago first."""
    rows = visible_bronnen(lid).to_confirm(timezone.localdate())
    return rows.filter(reach.select(Q(pk__in=()))).order_by("bevestigd_op", "pk")


def stale_points(bronnen: Iterable[Bron]) -> Iterator[Punt]:
    """Yield a point for each asset to look at again."""
    for bron in bronnen:
        yield Punt(
            _("Is dit er nog?"),
            bron.naam,
            f"{bron.gebied.naam} · {bron.sinds_wanneer}",
            reverse("bron", args=[bron.pk]),
            _("Kijk na"),
        )


def _point(kop: str, afspraak: Afspraak) -> Punt:
    return Punt(
        kop,
        afspraak.wat,
        afspraak.waar,
        reverse("afspraak", args=[afspraak.pk]),
        _("Bekijk de afspraak"),
        tuple(afspraak.contact.lijnen) if afspraak.contact else (),
    )


def _when(day: date) -> str:
    today = timezone.localdate()
    if day == today:
        return _("Afspraak voor vandaag")
    if day < today:
        return _("Afspraak van %(day)s") % {"day": date_format(day, "j F")}
    return _("Afspraak voor %(day)s") % {"day": date_format(day, "l j F")}
