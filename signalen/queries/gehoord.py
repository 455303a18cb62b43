"""What residents notice, as it is read beside the figures of an area."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from opbouw.lib.web.pieces import Gehoord
from signalen.models import Signaal, Verhaal
from signalen.models.signaal import SignaalQuerySet
from signalen.models.verhaal import VerhaalQuerySet
from signalen.queries.signaal import visible_signalen
from signalen.queries.verhaal import visible_verhalen
from wijken.models import Lidmaatschap


def verhalen_in(lid: Lidmaatschap, gebieden: list[int]) -> VerhaalQuerySet:
    """Return the stories of these areas that were not withdrawn, the newest first."""
    told = visible_verhalen(lid).filter(gebied__in=gebieden, ingetrokken_op__isnull=True)
    return told.order_by("-op", "-pk")


def signalen_in(lid: Lidmaatschap, gebieden: list[int]) -> SignaalQuerySet:
    """Return the signals of these areas, the newest first."""
    return visible_signalen(lid).filter(gebied__in=gebieden).order_by("-op", "-pk")


def of_verhalen(verhalen: Iterable[Verhaal]) -> Iterator[Gehoord]:
    """Yield what each story tells, in the words of who told it."""
    for verhaal in verhalen:
        yield Gehoord(
            soort=_("Verhaal"),
            titel=verhaal.kring,
            tekst=verhaal.tekst,
            waar=verhaal.gebied.naam,
            op=verhaal.op,
            url=reverse("verhaal", args=[verhaal.pk]),
            aanhaling=True,
        )


def of_signalen(signalen: Iterable[Signaal]) -> Iterator[Gehoord]:
    """Yield what each signal says."""
    for signaal in signalen:
        yield Gehoord(
            soort=_("Signaal"),
            titel=signaal.titel,
            tekst=signaal.tekst,
            waar=signaal.gebied.naam,
            op=signaal.op,
            url=reverse("signaal", args=[signaal.pk]),
            aanhaling=False,
        )
