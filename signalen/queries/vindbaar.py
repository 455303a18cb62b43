"""What the search shows of signals."""

from collections.abc import Iterable, Iterator

from opbouw.lib.models.labels import label_of
from opbouw.lib.text.dates import day, month
from opbouw.lib.web.paths import path_of
from opbouw.lib.web.pieces import Treffer
from signalen.models import Signaal, SignaalStaat


def of_signalen(signalen: Iterable[Signaal]) -> Iterator[Treffer]:
    """Yield signals as they are found."""
    for one in signalen:
        op = day(one.op) if one.woorden_weg_op is None else month(one.op)
        yield Treffer(
            titel=one.titel,
            teksten=(one.tekst, one.kring, one.kring_waar, one.lijn_waarom),
            boven=f"{op} · {one.gebied.naam} · {label_of(SignaalStaat, one.staat)}",
            url=path_of("signaal", one.pk),
            wie=one.door.gebruiker.naam if one.door else "",
            tekens=tuple(one.lijnen),
        )
