"""Every list asks as much for one row as for thirty, and leaves outlines in the database."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatieven.models import Bewonersbericht, Initiatief
from signalen.models import Agendanotitie, Signaal, SignaalContact, Verhaal
from tests.keten import make_bron, make_contactpersoon, make_ronde
from tests.wereld import Wereld
from wijken.models import Afspraak, Contactmoment, Gebied, Lidmaatschap, Organisatie

LISTS = [
    "/zoeken/",
    "/zoeken/?woorden=koffie",
    "/zoeken/?woorden=kofie",
    "/zoeken/?woorden=eten&soort=initiatieven",
    "/zoeken/?gebied=mijn&lijn=verbinden",
    "/contacten/",
    "/contacten/?alles=1",
    "/contacten/?gebied=BU99990100",
    "/rondes/",
    "/afspraken/",
    "/afspraken/?team=1",
    "/bronnen/",
    "/bronnen/?gebied=BU99990100&soort=talent",
    "/bronnen/?archief=1",
    "/bronnen/kaart/",
    "/vandaag/alle/bronnen/",
    "/vandaag/alle/contactpersonen/",
    "/gebieden/BU99990100/",
    "/initiatieven/",
    "/signalen/",
    "/signalen/?gebied=BU99990100",
    "/notities/",
    "/vandaag/",
    "/vandaag/alle/signalen/",
    "/vandaag/elders/",
    "/vandaag/alle/berichten/",
    "/verantwoording/",
    "/verantwoording/?gebied=WK999901&tijdvak=2026",
    "/verhalen/",
    "/verhalen/?gebied=BU99990100",
    "/initiatieven/?staat=te_lezen",
    "/team/",
    "/invultijd/",
    "/mijn-gegevens/",
    "/gebieden/BU99990100/gehoord/",
]


def add_rows(lid: Lidmaatschap, gebied: Gebied, aan: Organisatie, numbers: range) -> None:
    own = {"organisatie": lid.organisatie, "gebied": gebied}
    for number in numbers:
        contact = Contactmoment.objects.create(
            **own, door=lid, vindplaats="plein", lijnen=["verbinden"], lijn_waarom="koffie"
        )
        make_ronde(lid, gebied, plek=f"plek {number}")
        Afspraak.objects.create(
            **own, door=lid, bij=lid, contact=contact, wat="Bellen", op=date(2026, 1, 5)
        )
        bron = make_bron(lid, gebied, contact=contact)
        make_contactpersoon(lid, bron, days_ago=720)
        make_bron(lid, gebied, days_ago=400)
        make_bron(lid, gebied, days_ago=800)
        initiatief = Initiatief.objects.create(
            **own,
            kenmerk=f"T{number}",
            titel="Samen eten",
            plan="Op dinsdag.",
            staat="loopt",
            begeleider=lid,
            contact=contact,
            token_hash=uuid.uuid4().hex,
        )
        Bewonersbericht.objects.create(
            initiatief=initiatief, organisatie=lid.organisatie, tekst="Ja!"
        )
        signaal = Signaal.objects.create(
            **own, titel="Dichte gordijnen", tekst="Kou.", thema="wonen", kring="ouders", door=lid
        )
        SignaalContact.objects.create(organisatie=lid.organisatie, signaal=signaal, contact=contact)
        Verhaal.objects.create(
            **own,
            tekst="Ik zie niemand.",
            kring="ouders",
            toestemming_hoe="mondeling",
            toestemming_waarvoor="brief",
            door=lid,
        )
        Agendanotitie.objects.create(
            **own,
            kenmerk=f"T{number}",
            titel="Kou",
            aan=aan,
            periode_van=date(2026, 1, 1),
            periode_tot=date(2026, 4, 1),
            door=lid,
        )


@pytest.mark.parametrize("path", LISTS)
def test_as_many_queries_for_one_row_as_for_many(wereld: Wereld, path: str) -> None:
    client = wereld.client(wereld.samira)
    asked = []
    for numbers in (range(1), range(1, 30)):
        add_rows(wereld.samira, wereld.klaverveld, wereld.gemeente, numbers)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        asked.append([query["sql"] for query in queries])

    # By how common a word is, a search reads each of four kinds once more or once less.
    apart = 4 if "woorden" in path else 0
    assert abs(len(asked[1]) - len(asked[0])) <= apart
    assert [sql for sql in asked[1] if '"vorm"' in sql] == []
