"""What residents notice in an area, to stand beside its figures."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from signalen.models import Signaal, Verhaal
from signalen.queries.signaal import visible_signalen
from signalen.queries.verhaal import visible_verhalen
from wijken.models import Gebied, Lidmaatschap

MOST = 2


@dataclass(frozen=True)
class Gehoord:
    """A story in a resident's own words, or a signal as the team wrote it down."""

    soort: str
    titel: str
    tekst: str
    waar: str
    op: datetime
    url: str
    aanhaling: bool


def heard_in(lid: Lidmaatschap, gebied: Gebied) -> list[Gehoord]:
    """Return the newest story and the newest signal of the member's own organisation in an area.

    Where one kind is missing, two of the other.
    """
    area = Gebied.objects.within([gebied]).pks()
    told = visible_verhalen(lid).filter(gebied__in=area, ingetrokken_op__isnull=True)
    seen = visible_signalen(lid).filter(gebied__in=area)
    verhalen = [_of_verhaal(verhaal) for verhaal in told.order_by("-op", "-pk")[:MOST]]
    signalen = [_of_signaal(signaal) for signaal in seen.order_by("-op", "-pk")[:MOST]]
    return [*verhalen[:1], *signalen[:1], *verhalen[1:], *signalen[1:]][:MOST]


def _of_verhaal(verhaal: Verhaal) -> Gehoord:
    return Gehoord(
        soort=_("Verhaal"),
        titel=verhaal.kring,
        tekst=verhaal.tekst,
        waar=verhaal.gebied.naam,
        op=verhaal.op,
        url=reverse("verhaal", args=[verhaal.pk]),
        aanhaling=True,
    )


def _of_signaal(signaal: Signaal) -> Gehoord:
    return Gehoord(
        soort=_("Signaal"),
        titel=signaal.titel,
        tekst=signaal.tekst,
        waar=signaal.gebied.naam,
        op=signaal.op,
        url=reverse("signaal", args=[signaal.pk]),
        aanhaling=False,
    )
