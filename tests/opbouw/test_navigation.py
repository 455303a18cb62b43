"""The numbers beside the words in the navigation."""

from opbouw.queries.navigation import counts
from tests.initiatieven.voorbeeld import brought_in
from tests.keten import answered, begun, interpreted, noticed, recorded, sent, written
from wijken.models import Gebied, Lidmaatschap, Organisatie


def test_sections_without_anything_are_left_out(
    opbouwwerker: Lidmaatschap, gemeentelid: Lidmaatschap
) -> None:
    assert (counts(opbouwwerker), counts(gemeentelid)) == ({}, {})


def test_each_counts_what_waits_for_them(
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    vreemde: Lidmaatschap,
    gemeentelid: Lidmaatschap,
    andere_gemeente: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    for _ in range(2):
        noticed(opbouwwerker, buurt)
    recorded(opbouwwerker, buurt)
    brought_in(opbouwwerker.organisatie, buurt)
    brought_in(opbouwwerker.organisatie, buurt, staat="loopt")
    notitie = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt))
    sent(written(notitie, opbouwwerker), coordinator)
    assert [counts(lid) for lid in (opbouwwerker, collega, vreemde, gemeentelid)] == [
        {"initiatieven": 1, "signalen": 2},
        {"initiatieven": 1, "signalen": 2, "verhalen": 1},
        {},
        {"ontvangen": 1},
    ]
    assert counts(andere_gemeente) == {}
    answered(notitie, gemeentelid)
    assert counts(gemeentelid) == {}
