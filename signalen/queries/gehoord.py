"""What residents notice, as it is read beside the figures of an area."""

from django.urls import reverse
from django.utils.translation import gettext as _

from opbouw.lib.web.pieces import Gehoord
from signalen.models import Signaal, Verhaal
from signalen.queries.signaal import visible_signalen
from signalen.queries.verhaal import visible_verhalen
from wijken.models import Lidmaatschap


def newest_verhalen(lid: Lidmaatschap, gebieden: list[int], most: int) -> list[Gehoord]:
    """Return the newest stories of these areas that were not withdrawn."""
    told = visible_verhalen(lid).filter(gebied__in=gebieden, ingetrokken_op__isnull=True)
    return [_of_verhaal(verhaal) for verhaal in told.order_by("-op", "-pk")[:most]]


def newest_signalen(lid: Lidmaatschap, gebieden: list[int], most: int) -> list[Gehoord]:
    """Return the newest signals of these areas."""
    seen = visible_signalen(lid).filter(gebied__in=gebieden)
    return [_of_signaal(signaal) for signaal in seen.order_by("-op", "-pk")[:most]]


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
