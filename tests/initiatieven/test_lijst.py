"""The list of initiatives: what waits first, and for how long."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatieven.actions.bericht import reply
from initiatieven.models import Bericht, Initiatief
from initiatieven.queries.initiatief import waiting
from tests.initiatieven.voorbeeld import brought_in
from wijken.models import Gebied, Lidmaatschap, Organisatie

ClientFor = Callable[[Lidmaatschap], Client]


def test_what_waits_comes_first_wherever_it_lies(
    client_for: ClientFor,
    opbouwwerker: Lidmaatschap,
    vreemde: Lidmaatschap,
    de_brink: Organisatie,
    overkant: Organisatie,
    buurt: Gebied,
    andere_buurt: Gebied,
) -> None:
    now = timezone.now()
    old = brought_in(de_brink, andere_buurt, ingediend_op=now - timedelta(days=9))
    new = brought_in(de_brink, buurt)
    mine = brought_in(de_brink, buurt, staat="loopt")
    elsewhere = brought_in(de_brink, andere_buurt, staat="gelukt")
    brought_in(overkant, buurt)
    client = client_for(opbouwwerker)

    def shown(query: str) -> tuple[list[Initiatief], list[Initiatief]]:
        context = client.get(f"/initiatieven/{query}").context
        return context["wachtend"], context["page"].items

    assert shown("") == ([old, new], [mine])
    assert shown("?alles=1") == ([old, new], [elsewhere, mine])
    assert shown("?staat=ingediend") == ([], [new])
    assert shown("?staat=nog_te_vertellen&alles=1") == ([], [elsewhere])
    assert shown("?staat=onzin&na=%FFonzin") == ([], [mine])
    assert list(waiting(vreemde)) == [Initiatief.objects.get(organisatie=overkant)]


def test_the_list_says_how_long_somebody_waits(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, de_brink: Organisatie, buurt: Gebied
) -> None:
    def ago(days: int) -> datetime:
        return timezone.now() - timedelta(days=days)

    brought_in(de_brink, buurt, titel="Nieuw", ingediend_op=ago(4))
    brought_in(de_brink, buurt, titel="Vers")
    brought_in(de_brink, buurt, titel="Loopt", staat="loopt", ingediend_op=ago(30))
    brought_in(de_brink, buurt, titel="Rond", staat="gelukt", teruggekoppeld_op=ago(1))
    owed = brought_in(de_brink, buurt, titel="Schuld", ingediend_op=ago(90))
    steps = [("in_gesprek", 80), ("gestopt", 70), ("in_gesprek", 60), ("gestopt", 9), ("", 2)]
    for naar, days in steps:
        bericht, _new = reply(
            initiatief=owed, by=opbouwwerker, sleutel=uuid.uuid4(), tekst=f"{days}", naar=naar
        )
        Bericht.objects.filter(pk=bericht.pk).update(op=ago(days))
    response = client_for(opbouwwerker).get("/initiatieven/")
    rows = [*response.context["wachtend"], *response.context["page"].items]
    assert {row.titel: row.wacht_dagen for row in rows} == {
        "Nieuw": 4,
        "Vers": 0,
        "Loopt": None,
        "Rond": None,
        "Schuld": 9,
    }
    page = response.content.decode()
    said = (
        "Wacht 4 dagen op een antwoord",
        "Vandaag binnengekomen",
        "Nog te vertellen, al 9 dagen",
    )
    assert [words in page for words in said] == [True] * 3


def test_what_is_new_is_no_choice_below_what_was_answered(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, de_brink: Organisatie, buurt: Gebied
) -> None:
    client = client_for(opbouwwerker)
    brought_in(de_brink, buurt)

    def chips(query: str) -> list[tuple[str, bool]]:
        keuzes = client.get(f"/initiatieven/{query}").context["staat_keuzes"]
        return [(keuze.tekst, keuze.aan) for keuze in keuzes][:3]

    assert chips("") == [("Alles", True), ("in gesprek", False), ("loopt", False)]
    assert chips("?staat=ingediend") == [("Alles", False), ("nieuw", True), ("in gesprek", False)]


def test_pages_by_key(
    client_for: ClientFor, coordinator: Lidmaatschap, de_brink: Organisatie, buurt: Gebied
) -> None:
    now = timezone.now()
    rows = [
        brought_in(de_brink, buurt, staat="loopt", ingediend_op=now - timedelta(hours=n))
        for n in range(53)
    ]
    client = client_for(coordinator)
    first = client.get("/initiatieven/").context["page"]
    second = client.get("/initiatieven/", {"na": first.next}).context["page"]
    assert first.items == rows[:50]
    assert second.items == rows[50:]
    assert second.next is None


def test_the_list_costs_the_same_queries(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, de_brink: Organisatie, buurt: Gebied
) -> None:
    client = client_for(opbouwwerker)
    counts = []
    for more in (1, 29):
        for _n in range(more):
            brought_in(de_brink, buurt, by=opbouwwerker)
            brought_in(de_brink, buurt)
        with CaptureQueriesContext(connection) as queries:
            client.get("/initiatieven/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
