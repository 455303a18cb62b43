"""What residents notice stands beside the figures of an area, for the own team alone."""

import pytest
from django.test import Client

from opbouw.queries.gehoord import heard_in
from signalen.actions.verhaal import withdraw
from tests.conftest import ClientFor
from tests.keten import noticed, queries, recorded
from wijken.models import Gebied, Lidmaatschap

URL = "/gebieden/BU99990100/gehoord/"


def heard(lid: Lidmaatschap, gebied: Gebied) -> list[tuple[str, str, bool]]:
    return [(one.soort, one.tekst, one.aanhaling) for one in heard_in(lid, gebied)]


def test_the_newest_story_and_signal_of_the_area(
    opbouwwerker: Lidmaatschap,
    vreemde: Lidmaatschap,
    buurt: Gebied,
    wijk: Gebied,
    andere_buurt: Gebied,
) -> None:
    assert heard(opbouwwerker, buurt) == []
    for number in range(3):
        noticed(opbouwwerker, buurt, tekst=f"Signaal {number}")
    signals = [("Signaal", "Signaal 2", False), ("Signaal", "Signaal 1", False)]
    assert heard(opbouwwerker, buurt) == signals
    recorded(opbouwwerker, buurt, tekst="Ik zie niemand.")
    story = ("Verhaal", "Ik zie niemand.", True)
    assert heard(opbouwwerker, buurt) == [story, signals[0]]
    gone = recorded(opbouwwerker, buurt, tekst="Toch liever niet.")
    withdraw(verhaal=gone, by=opbouwwerker)
    recorded(opbouwwerker, andere_buurt, tekst="Elders.")
    recorded(vreemde, buurt, tekst="Van de overkant.")
    noticed(vreemde, buurt, tekst="Van de overkant.")
    assert heard(opbouwwerker, buurt) == [story, signals[0]]
    # A wijk hears its buurten; somebody else's team hears its own people.
    assert heard(opbouwwerker, wijk) == [story, signals[0]]
    assert heard(vreemde, buurt) == [
        ("Verhaal", "Van de overkant.", True),
        ("Signaal", "Van de overkant.", False),
    ]


def test_a_part_of_the_page_and_a_page_of_its_own(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, gemeentelid: Lidmaatschap, buurt: Gebied
) -> None:
    client = client_for(opbouwwerker)
    verhaal = recorded(opbouwwerker, buurt, tekst="<b>Ik</b> zie niemand.")
    area = "/gebieden/BU99990100/"
    assert f'hx-get="{URL}"' in client.get(area).content.decode()
    assert f'<a href="{URL}">' in client.get(area).content.decode()
    part = client.get(URL, headers={"HX-Request": "true"}).content.decode()
    whole = client.get(URL).content.decode()
    assert "<html" not in part
    assert "<html" in whole
    for page in (part, whole):
        assert "“&lt;b&gt;Ik&lt;/b&gt; zie niemand.”" in page
        assert f'href="/verhalen/{verhaal.pk}/"' in page
    municipality = client_for(gemeentelid)
    assert municipality.get(URL).status_code == 404
    assert URL not in municipality.get(area).content.decode()


def test_nothing_was_heard_yet(client_for: ClientFor, opbouwwerker: Lidmaatschap) -> None:
    page = client_for(opbouwwerker).get(URL).content.decode()
    assert "Hier is nog niets opgetekend." in page


@pytest.mark.parametrize("code", ["BU00000000", "WK9999", "GM9998"])
def test_an_area_that_is_not_there(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, code: str
) -> None:
    assert client_for(opbouwwerker).get(f"/gebieden/{code}/gehoord/").status_code == 404


def test_it_costs_the_same_queries(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    client: Client = client_for(opbouwwerker)
    counts = []
    for more in (1, 29):
        for _n in range(more):
            noticed(opbouwwerker, buurt)
            recorded(opbouwwerker, buurt)
        counts.append(queries(client, URL))
    assert counts[0] == counts[1]
