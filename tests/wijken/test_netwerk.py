"""Who knows whom: now or in a quarter, put together where there is much, and told in tables too."""

import re
import time
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.keten import make_bron, make_verband, queries
from tests.wereld import Wereld
from wijken.actions.verband import end_tie
from wijken.models import Bron, BronSoort, Gebied, Lidmaatschap, Lijn, Verband
from wijken.queries.kwartaal import Kwartaal, last_quarters
from wijken.queries.netwerk import MOST, MOST_DRAWN, Netwerk, network_of


@pytest.fixture
def client(wereld: Wereld) -> Client:
    """Samira's browser."""
    return wereld.client(wereld.samira)


def names(netwerk: Netwerk) -> set[str]:
    return {eind.naam for eind in netwerk.einden}


def ties(netwerk: Netwerk) -> list[tuple[str, str, str, int]]:
    return [(band.een.naam, band.ander.naam, band.lijn, band.aantal) for band in netwerk.banden]


def on(bron: Bron, named: date, gone: date | None = None) -> Bron:
    """Let an asset be named on this day, and be archived on that."""
    bron.genoemd_op, bron.bevestigd_op, bron.gearchiveerd_op = named, named, gone
    bron.save()
    return bron


def test_a_quarter_is_three_months() -> None:
    fourth = Kwartaal(2025, 4)
    assert (fourth.begin, fourth.end) == (date(2025, 10, 1), date(2025, 12, 31))
    assert (fourth.next, fourth.before) == (Kwartaal(2026, 1), Kwartaal(2025, 3))
    assert Kwartaal(2026, 1).before == fourth
    assert [fourth.holds(day) for day in (date(2025, 10, 1), date(2026, 1, 1), None)] == [
        True,
        False,
        False,
    ]
    assert last_quarters()[0].holds(timezone.localdate())


def test_an_area_shows_its_own_and_what_they_are_tied_to(wereld: Wereld) -> None:
    by = wereld.samira
    moestuin = make_bron(by, wereld.klaverveld, naam="de moestuin", soort="plek")
    kok = make_bron(by, wereld.klaverveld, naam="iemand die kookt")
    roeiclub = make_bron(by, wereld.kade, naam="de roeiclub", soort="formeel")
    make_bron(by, wereld.kade, naam="het café")
    make_bron(wereld.ruben, wereld.klaverveld, naam="van een ander")
    make_bron(by, wereld.klaverveld, naam="allang weg", days_ago=800)
    make_verband(kok, moestuin, by)
    make_verband(roeiclub, kok, by, lijn="overbruggen")
    make_verband(moestuin, "de gemeente", by, lijn="koppelen")
    over = make_verband(moestuin, "het waterschap", by)
    end_tie(verband=over, by=by, op=timezone.localdate(), want="Klaar.")
    found = network_of(by, wereld.klaverveld)
    assert names(found) == {"de moestuin", "iemand die kookt", "de roeiclub", "de gemeente"}
    assert ties(found) == [
        ("iemand die kookt", "de moestuin", "verbinden", 1),
        ("de roeiclub", "iemand die kookt", "overbruggen", 1),
        ("de moestuin", "de gemeente", "koppelen", 1),
    ]
    one_kind = network_of(by, wereld.klaverveld, soort="plek")
    assert names(one_kind) == {"de moestuin", "iemand die kookt", "de gemeente"}
    assert network_of(wereld.ruben, wereld.klaverveld).banden == []


def test_a_quarter_shows_what_came_and_what_went(wereld: Wereld, client: Client) -> None:
    by, (now, before, *_older) = wereld.samira, last_quarters()
    long_ago = before.before.begin
    stays = on(make_bron(by, wereld.klaverveld, naam="de school"), long_ago)
    came = on(make_bron(by, wereld.klaverveld, naam="de bakker"), before.begin)
    went = on(make_bron(by, wereld.klaverveld, naam="de club"), long_ago, before.end)
    on(make_bron(by, wereld.klaverveld, naam="van later"), now.begin)
    make_verband(stays, came, by, sinds=before.end)
    ended = make_verband(stays, went, by, sinds=long_ago)
    end_tie(verband=ended, by=by, op=before.begin, want="Weg.")
    found = network_of(by, wereld.klaverveld, kwartaal=before)
    moved = {eind.naam: (eind.nieuw, eind.weg) for eind in found.einden}
    assert moved == {
        "de school": (False, False),
        "de bakker": (True, False),
        "de club": (False, True),
    }
    assert [(band.nieuw, band.weg) for band in found.banden] == [(False, True), (True, False)]
    page = client.get(f"/gebieden/{wereld.klaverveld.code}/netwerk/?kwartaal={before.code}").text
    rows = re.findall(r"<tr>.*?</tr>", page, re.DOTALL)
    said = {naam: row for naam in ("de bakker", "de club") for row in rows[::-1] if naam in row}
    assert ["nieuw" in said["de bakker"], "weg" in said["de club"]] == [True, True]
    # Now: what went is not there, and nothing is marked.
    assert names(network_of(by, wereld.klaverveld)) == {"de school", "de bakker", "van later"}
    assert not any(eind.nieuw or eind.weg for eind in network_of(by, wereld.klaverveld).einden)


def fill(by: Lidmaatschap, buurten: list[Gebied], number: int) -> None:
    """So many assets over these buurten, with as many ties."""
    own = {"organisatie": by.organisatie, "door": by}
    soorten, lijnen = BronSoort.values, Lijn.values
    made = Bron.objects.bulk_create(
        Bron(**own, gebied=buurten[n % len(buurten)], naam=f"bron {n}", soort=soorten[n % 6])
        for n in range(number)
    )
    Verband.objects.bulk_create(
        Verband(**own, bron=made[n], andere=made[(n * 7 + 1) % number], lijn=lijnen[n % 3])
        for n in range(number)
        if n != (n * 7 + 1) % number
    )


def test_three_hundred_in_one_wijk_stay_readable_and_quick(wereld: Wereld, client: Client) -> None:
    buurten = list(wereld.weide.delen.order_by("code"))
    fill(wereld.samira, buurten, 300)
    path = f"/gebieden/{wereld.weide.code}/netwerk/"
    client.get(path)
    begin = time.perf_counter()
    page = client.get(path)
    assert time.perf_counter() - begin < 1
    found = page.context["netwerk"]
    assert found.gegroepeerd
    assert [eind.naam for eind in found.einden] == [buurt.naam for buurt in buurten]
    assert sum(eind.aantal for eind in found.einden) == 300
    assert sum(band.aantal for band in found.banden) == Verband.objects.count()
    assert f'href="/gebieden/{buurten[0].code}/netwerk/"' in page.text
    assert len(page.content) < 100_000
    # One kind of it is too much still: what has the most ties is drawn, and the rest is named.
    one = network_of(wereld.samira, wereld.weide, soort="talent")
    own = [eind for eind in one.einden if eind.soort == "talent"]
    assert not one.gegroepeerd
    assert len(one.einden) <= MOST_DRAWN
    assert (len(own) + one.over, one.over > 0) == (300 // 6, True)


def test_much_in_one_buurt_is_put_together_by_kind(wereld: Wereld) -> None:
    fill(wereld.samira, [wereld.klaverveld], MOST + 2)
    found = network_of(wereld.samira, wereld.klaverveld)
    assert [eind.naam for eind in found.einden] == [
        str(BronSoort(value).label) for value in dict.fromkeys(BronSoort.values)
    ]
    assert sum(eind.aantal for eind in found.einden) == MOST + 2
    # What is tied elsewhere is named apart, and counts for no kind.
    elders = make_bron(wereld.samira, wereld.kade, naam="de roeiclub")
    make_verband(elders, Bron.objects.earliest("pk"), wereld.samira)
    wider = network_of(wereld.samira, wereld.klaverveld)
    assert [(eind.naam, eind.aantal) for eind in wider.einden[6:]] == [("buiten Klaverveld", 1)]
    assert sum(band.aantal for band in wider.banden) == Verband.objects.count()


def test_a_page_asks_as_much_for_few_as_for_many(wereld: Wereld, client: Client) -> None:
    path = f"/gebieden/{wereld.klaverveld.code}/netwerk/"
    assert "Hier staat nog geen bron" in client.get(path).text
    fill(wereld.samira, [wereld.klaverveld], 4)
    few = queries(client, path)
    fill(wereld.samira, [wereld.klaverveld], 20)
    assert queries(client, path) == few
    assert client.get("/gebieden/BU00000000/netwerk/").status_code == 404
    assert client.get(f"{path}?kwartaal=1999-9&soort=onzin").status_code == 200


def test_the_page_of_an_area_says_what_is_there(wereld: Wereld, client: Client) -> None:
    make_bron(wereld.samira, wereld.klaverveld, naam="de moestuin")
    path = f"/gebieden/{wereld.weide.code}/"
    assert "de moestuin" in client.get(path).text
    assert f'href="{path}netwerk/"' in client.get(path).text
    assert "de moestuin" not in wereld.client(wereld.anneke).get(path).text
