"""The list of initiatives: what waits first, and for how long."""

import uuid
from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatieven.actions.bericht import reply
from initiatieven.models import Bericht, Initiatief
from initiatieven.queries.initiatief import waiting
from tests.initiatieven.voorbeeld import make_initiatief
from tests.wereld import Wereld


def test_what_waits_comes_first_wherever_it_lies(wereld: Wereld) -> None:
    now = timezone.now()
    old = make_initiatief(wereld.de_brink, wereld.kade, ingediend_op=now - timedelta(days=9))
    new = make_initiatief(wereld.de_brink, wereld.klaverveld)
    mine = make_initiatief(wereld.de_brink, wereld.klaverveld, staat="loopt")
    elsewhere = make_initiatief(wereld.de_brink, wereld.kade, staat="gelukt")
    make_initiatief(wereld.overkant, wereld.klaverveld)
    client = wereld.client(wereld.samira)

    def shown(query: str) -> tuple[list[Initiatief], list[Initiatief]]:
        context = client.get(f"/initiatieven/{query}").context
        return context["wachtend"], context["page"].items

    assert shown("") == ([old, new], [mine])
    assert shown("?alles=1") == ([old, new], [elsewhere, mine])
    assert shown("?staat=ingediend") == ([], [new])
    assert shown("?staat=nog_te_vertellen&alles=1") == ([], [elsewhere])
    assert shown("?staat=onzin&na=%FFonzin") == ([], [mine])
    assert list(waiting(wereld.ruben)) == [Initiatief.objects.get(organisatie=wereld.overkant)]


def test_the_list_says_how_long_somebody_waits(wereld: Wereld) -> None:
    def ago(days: int) -> datetime:
        return timezone.now() - timedelta(days=days)

    make_initiatief(wereld.de_brink, wereld.klaverveld, titel="Nieuw", ingediend_op=ago(4))
    make_initiatief(wereld.de_brink, wereld.klaverveld, titel="Vers")
    make_initiatief(
        wereld.de_brink, wereld.klaverveld, titel="Loopt", staat="loopt", ingediend_op=ago(30)
    )
    make_initiatief(
        wereld.de_brink, wereld.klaverveld, titel="Rond", staat="gelukt", teruggekoppeld_op=ago(1)
    )
    owed = make_initiatief(wereld.de_brink, wereld.klaverveld, titel="Schuld", ingediend_op=ago(90))
    steps = [("in_gesprek", 80), ("gestopt", 70), ("in_gesprek", 60), ("gestopt", 9), ("", 2)]
    for naar, days in steps:
        bericht, _new = reply(
            initiatief=owed, by=wereld.samira, sleutel=uuid.uuid4(), tekst=f"{days}", naar=naar
        )
        Bericht.objects.filter(pk=bericht.pk).update(op=ago(days))
    response = wereld.client(wereld.samira).get("/initiatieven/")
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


def test_what_is_new_is_no_choice_below_what_was_answered(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    make_initiatief(wereld.de_brink, wereld.klaverveld)

    def chips(query: str) -> list[tuple[str, bool]]:
        keuzes = client.get(f"/initiatieven/{query}").context["staat_keuzes"]
        return [(keuze.tekst, keuze.aan) for keuze in keuzes][:3]

    assert chips("") == [("Alles", True), ("in gesprek", False), ("loopt", False)]
    assert chips("?staat=ingediend") == [("Alles", False), ("nieuw", True), ("in gesprek", False)]


def test_pages_by_key(wereld: Wereld) -> None:
    now = timezone.now()
    rows = [
        make_initiatief(
            wereld.de_brink, wereld.klaverveld, staat="loopt", ingediend_op=now - timedelta(hours=n)
        )
        for n in range(53)
    ]
    client = wereld.client(wereld.marijke)
    first = client.get("/initiatieven/").context["page"]
    second = client.get("/initiatieven/", {"na": first.next}).context["page"]
    assert first.items == rows[:50]
    assert second.items == rows[50:]
    assert second.next is None


def test_the_list_costs_the_same_queries(wereld: Wereld) -> None:
    client = wereld.client(wereld.samira)
    counts = []
    for more in (1, 29):
        for _n in range(more):
            make_initiatief(wereld.de_brink, wereld.klaverveld, by=wereld.samira)
            make_initiatief(wereld.de_brink, wereld.klaverveld)
        with CaptureQueriesContext(connection) as queries:
            client.get("/initiatieven/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
