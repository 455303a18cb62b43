"""What residents notice is beside the figures of an area, for the own team alone."""

import re

import pytest
from django.test import Client

from opbouw.queries.gehoord import heard_in
from signalen.actions.verhaal import withdraw
from tests.keten import make_signaal, make_verhaal, queries
from tests.wereld import Wereld
from wijken.models import Gebied, Lidmaatschap

URL = "/gebieden/BU99990100/gehoord/"


def heard(lid: Lidmaatschap, gebied: Gebied) -> list[tuple[str, str, bool]]:
    return [(one.soort, one.tekst, one.aanhaling) for one in heard_in(lid, gebied).stukken]


def test_the_newest_story_and_signal_of_the_area(wereld: Wereld) -> None:
    assert heard(wereld.samira, wereld.klaverveld) == []
    for number in range(3):
        make_signaal(wereld.samira, wereld.klaverveld, tekst=f"Signaal {number}")
    signals = [("Signaal", "Signaal 2", False), ("Signaal", "Signaal 1", False)]
    assert heard(wereld.samira, wereld.klaverveld) == signals
    make_verhaal(wereld.samira, wereld.klaverveld, tekst="Ik zie niemand.")
    story = ("Verhaal", "Ik zie niemand.", True)
    assert heard(wereld.samira, wereld.klaverveld) == [story, signals[0]]
    gone = make_verhaal(wereld.samira, wereld.klaverveld, tekst="Toch liever niet.")
    withdraw(verhaal=gone, by=wereld.samira)
    make_verhaal(wereld.samira, wereld.kade, tekst="Elders.")
    make_verhaal(wereld.ruben, wereld.klaverveld, tekst="Van de overkant.")
    make_signaal(wereld.ruben, wereld.klaverveld, tekst="Van de overkant.")
    assert heard(wereld.samira, wereld.klaverveld) == [story, signals[0]]
    # A wijk hears its buurten; somebody else's team hears its own people.
    assert heard(wereld.samira, wereld.weide) == [story, signals[0]]
    assert heard(wereld.ruben, wereld.klaverveld) == [
        ("Verhaal", "Van de overkant.", True),
        ("Signaal", "Van de overkant.", False),
    ]


def test_a_part_of_the_page_and_a_page_of_its_own(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    verhaal = make_verhaal(wereld.samira, wereld.klaverveld, tekst="<b>Ik</b> zie niemand.")
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
    municipality = wereld.client(wereld.anneke)
    assert municipality.get(URL).status_code == 404
    assert URL not in municipality.get(area).content.decode()


def test_nothing_was_heard_yet(wereld: Wereld) -> None:
    page = wereld.client(wereld.samira).get(URL).content.decode()
    assert "Hier is nog niets opgetekend." in page


@pytest.mark.parametrize("code", ["BU00000000", "WK9999", "GM9998"])
def test_an_area_that_is_not_there(wereld: Wereld, code: str) -> None:
    assert wereld.client(wereld.samira).get(f"/gebieden/{code}/gehoord/").status_code == 404


def test_it_costs_the_same_queries(wereld: Wereld) -> None:
    client: Client = wereld.client(wereld.samira)
    counts = []
    for more in (1, 29):
        for _n in range(more):
            make_signaal(wereld.samira, wereld.klaverveld)
            make_verhaal(wereld.samira, wereld.klaverveld)
        counts.append(queries(client, URL))
    assert counts[0] == counts[1]


def test_it_says_how_many_more_with_a_list_that_has_them(wereld: Wereld) -> None:
    client: Client = wereld.client(wereld.samira)
    for _n in range(4):
        make_signaal(wereld.samira, wereld.klaverveld)
        make_verhaal(wereld.samira, wereld.klaverveld, tekst="Ik zie niemand.")
    make_verhaal(wereld.samira, wereld.kade, tekst="Aan de kade.")
    page = client.get(URL).content.decode()
    for title, path in (("Verhalen", "verhalen"), ("Signalen", "signalen")):
        url = f"/{path}/?gebied=BU99990100"
        assert f'<a href="{url}">{title}: nog 3</a>' in page
        whole = client.get(url).content.decode()
        assert len(set(re.findall(rf'href="(/{path}/\d+/)"', whole))) == 4
        assert "Aan de kade." not in whole
    assert client.get("/verhalen/?gebied=BU00000000").status_code == 404
