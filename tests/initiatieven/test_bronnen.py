"""What is there already beside a plan: near, sharing a theme or a word, and saying which."""

import pytest
from django.test import Client

from initiatieven.models import Initiatief
from initiatieven.queries.bronnen import MOST, bronnen_for, initiatieven_for
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import make_bron, queries
from tests.wereld import Wereld


@pytest.fixture
def fietsles(wereld: Wereld) -> Initiatief:
    """A plan in Klaverveld."""
    return make_initiatief(
        wereld.de_brink,
        wereld.klaverveld,
        titel="Fietsles voor vrouwen",
        plan="Op het plein, met geleende fietsen.",
        thema="vervoer",
        staat="loopt",
    )


def test_what_is_shared_comes_first_and_each_says_why(wereld: Wereld, fietsles: Initiatief) -> None:
    ander = wereld.weide.delen.exclude(pk=wereld.klaverveld.pk).earliest("code")
    by = wereld.samira
    make_bron(by, wereld.klaverveld, naam="de schaakclub", thema="ontmoeting")
    make_bron(by, wereld.klaverveld, naam="de bus", thema="vervoer")
    make_bron(by, ander, naam="de fietsenmaker", thema="geld")
    make_bron(by, ander, naam="de belbus", thema="vervoer")
    make_bron(by, ander, naam="iemand die fietsen maakt", thema="vervoer")
    make_bron(by, wereld.kade, naam="fietsen van de Kade", thema="vervoer")
    make_bron(by, wereld.klaverveld, naam="oude fietsen", days_ago=800)
    make_bron(wereld.ruben, wereld.klaverveld, naam="fietsen van een ander")
    found = bronnen_for(fietsles, wereld.samira)
    assert [(past.bron.naam, past.waarom, past.genoemd) for past in found] == [
        (
            "iemand die fietsen maakt",
            "zelfde wijk, zelfde thema (vervoer en bereikbaarheid)",
            "fietsen",
        ),
        ("de fietsenmaker", "zelfde wijk", "fietsenmaker"),
        ("de bus", "zelfde buurt, zelfde thema (vervoer en bereikbaarheid)", ""),
        ("de belbus", "zelfde wijk, zelfde thema (vervoer en bereikbaarheid)", ""),
    ]
    assert found == bronnen_for(fietsles, wereld.samira)


def test_no_more_than_a_few(wereld: Wereld, fietsles: Initiatief) -> None:
    for _one in range(MOST + 3):
        make_bron(wereld.samira, wereld.klaverveld)
    assert len(bronnen_for(fietsles, wereld.samira)) == MOST


def test_something_else_is_no_shared_theme(wereld: Wereld) -> None:
    make_bron(wereld.samira, wereld.klaverveld, naam="de schaakclub", thema="anders")
    plan = make_initiatief(wereld.de_brink, wereld.klaverveld, thema="anders", staat="loopt")
    assert bronnen_for(plan, wereld.samira) == []


def test_a_bron_shows_the_plans_that_go_on(wereld: Wereld, fietsles: Initiatief) -> None:
    bron = make_bron(wereld.samira, wereld.klaverveld)
    for staat in ("gelukt", "gestopt", "afgewezen"):
        make_initiatief(wereld.de_brink, wereld.klaverveld, titel="Fietsen", staat=staat)
    make_initiatief(wereld.overkant, wereld.klaverveld, titel="Fietsen", staat="loopt")
    found = initiatieven_for(bron, wereld.samira)
    assert [(past.initiatief, past.waarom, past.genoemd) for past in found] == [
        (fietsles, "zelfde buurt", "fietsen")
    ]
    ended = Initiatief.objects.get(titel="Fietsen", staat="gelukt")
    assert bronnen_for(ended, wereld.samira) == []


def test_both_pages_show_them_in_as_many_queries_for_one_as_for_many(
    wereld: Wereld, fietsles: Initiatief
) -> None:
    client: Client = wereld.client(wereld.samira)
    bron = make_bron(wereld.samira, wereld.klaverveld)
    paths = (f"/initiatieven/{fietsles.pk}/bronnen/", f"/bronnen/{bron.pk}/initiatieven/")
    assert "in allebei: <bdi>fietsen</bdi>" in client.get(paths[0]).text
    assert "Fietsles voor vrouwen" in client.get(paths[1]).text
    before = [queries(client, path) for path in paths]
    for _one in range(20):
        make_bron(wereld.samira, wereld.klaverveld)
        make_initiatief(wereld.de_brink, wereld.klaverveld, titel="Fietsles", staat="loopt")
    assert [queries(client, path) for path in paths] == before
