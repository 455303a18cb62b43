"""What the search shows of initiatives."""

from collections.abc import Iterable, Iterator

from initiatieven.models import Initiatief, InitiatiefStaat
from opbouw.lib.models.labels import label_of
from opbouw.lib.text.dates import day
from opbouw.lib.web.paths import path_of
from opbouw.lib.web.pieces import Treffer


def of_initiatieven(initiatieven: Iterable[Initiatief]) -> Iterator[Treffer]:
    """Yield initiatives as they are found."""
    for one in initiatieven:
        staat = label_of(InitiatiefStaat, one.staat)
        yield Treffer(
            titel=one.titel,
            teksten=(one.plan, one.nodig, one.plek, one.lijn_waarom),
            boven=f"{day(one.ingediend_op)} · {one.gebied.naam} · {staat}",
            url=path_of("initiatief", one.pk),
            wie=one.begeleider.gebruiker.naam if one.begeleider else "",
            tekens=tuple(one.lijnen),
        )
