"""The plans that matter: which index the database walks for a list, and that it knows how many.

A small country with very unequal organisations, large enough that reading a whole table would be
the slower way. See docs/decisions/0134.
"""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatieven.queries.initiatief import initiatief_page
from initiatieven.queries.menu import waiting_initiatieven
from initiatieven.queries.weggelegd import anything_put_away
from opbouw.queries.bewaren import RULES
from opbouw.queries.vandaag import day_elsewhere, day_of
from opbouw.queries.zoeken import search
from signalen.models import Agendanotitie, NotitieStaat, SignaalStaat
from signalen.queries.menu import waiting_signalen, waiting_verhalen
from signalen.queries.notitie import (
    agenda_signalen,
    in_the_making,
    missing,
    not_usable_in,
    notitie_page,
)
from signalen.queries.signaal import owing_feedback, signaal_page, to_interpret
from signalen.queries.verantwoording import compose
from signalen.queries.verhaal import to_proofread, verhaal_page
from tests.bench.scale.people import make_people
from tests.bench.scale.places import make_places
from tests.bench.scale.rows import make_rows
from tests.bench.scale.shares import Country
from wijken.actions.bewaarregels import BATCH, Task
from wijken.models import Afspraak, Contactmoment, Gebied, Lidmaatschap
from wijken.queries.aanwezigheid import own_wijken
from wijken.queries.afspraak import appointment_page, fallen_appointments, open_appointments
from wijken.queries.bewaren import coming_months
from wijken.queries.contact import contact_page, own_contacts
from wijken.queries.tijdvak import last_whole_quarter
from wijken.queries.zoeken import Zoekvraag

SMALL = Country(gemeenten=14, biggest=60, organisaties=12, points=5)
CONTACTS = 40_000
LARGE = {
    "wijken_contactmoment",
    "wijken_afspraak",
    "signalen_signaal",
    "signalen_signaalcontact",
    "signalen_verhaal",
    "signalen_agendanotitie",
}
(CONTACTS_GO,) = (rule for rule in RULES if rule.model is Contactmoment)
(APPOINTMENTS_GO,) = (rule for rule in RULES if rule.model is Afspraak)
Read = Callable[[Lidmaatschap], object]


def _buurt(lid: Lidmaatschap) -> Gebied:
    return Gebied.objects.filter(ouder__leden=lid).order_by("code")[0]


def _some_members(lid: Lidmaatschap) -> list[int]:
    rows = Lidmaatschap.objects.filter(organisatie=lid.organisatie).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:2])


def _concept(lid: Lidmaatschap) -> Agendanotitie:
    return in_the_making(lid).filter(staat=NotitieStaat.CONCEPT)[0]


def _months(lid: Lidmaatschap) -> object:
    return coming_months([CONTACTS_GO], lid.organisatie_id, timezone.localdate())


def _appointments_go(lid: Lidmaatschap) -> object:
    return coming_months([APPOINTMENTS_GO], lid.organisatie_id, timezone.localdate())


def _tonight(lid: Lidmaatschap) -> object:
    due = Task(CONTACTS_GO, lid.organisatie, timezone.localdate() - timedelta(days=730)).due()
    return list(due.order_by("pk").only("pk")[:BATCH])


# What is read, and the index that its list is walked by; any of them when there are more.
PLANS: dict[str, tuple[Read, set[str]]] = {
    "my contacts": (contact_page, {"contact_lijst"}),
    "all contacts": (lambda lid: contact_page(lid, alles=True), {"contact_lijst"}),
    "contacts of a buurt": (
        lambda lid: contact_page(lid, gebied=_buurt(lid)),
        {"contact_in_gebied"},
    ),
    "my last places": (lambda lid: list(own_contacts(lid)[:50]), {"contact_van_lid"}),
    "my promises": (lambda lid: list(open_appointments(lid)[:20]), {"afspraak_belofte"}),
    "promises of the team": (lambda lid: appointment_page(lid, team=True), {"afspraak_open"}),
    "promises of who left": (
        lambda lid: list(fallen_appointments(lid, _some_members(lid))[:20]),
        {"afspraak_belofte", "afspraak_open"},
    ),
    "signals": (signaal_page, {"signaal_lijst"}),
    "signals in a state": (
        lambda lid: signaal_page(lid, staat=SignaalStaat.NIET_OP_DE_AGENDA),
        {"signaal_in_staat"},
    ),
    "signals without duiding": (lambda lid: list(to_interpret(lid)[:20]), {"signaal_te_duiden"}),
    "signals to be told back": (
        lambda lid: list(owing_feedback(lid)[:20]),
        {"signaal_te_vertellen"},
    ),
    "signals for a note": (
        lambda lid: list(agenda_signalen(lid)[:51]),
        {"signaal_lijst", "signaal_in_staat"},
    ),
    "stories": (verhaal_page, {"verhaal_lijst"}),
    "stories to be read": (lambda lid: list(to_proofread(lid)[:20]), {"verhaal_na_te_lezen"}),
    "initiatives": (lambda lid: initiatief_page(lid, alles=True), {"initiatief_lijst"}),
    "notes in a state": (
        lambda lid: notitie_page(lid, staat=NotitieStaat.CONCEPT),
        {"notitie_in_staat"},
    ),
    "what a note lacks": (lambda lid: missing(_concept(lid)), set()),
    "stories that may not leave": (lambda lid: not_usable_in(_concept(lid)).exists(), set()),
    "count of signals": (waiting_signalen, {"signaal_te_duiden"}),
    "count of stories": (waiting_verhalen, {"verhaal_na_te_lezen"}),
    "count of initiatives": (waiting_initiatieven, {"initiatief_nieuw"}),
    # Its kinds are above; here none of them walks a whole table to count what it leaves out.
    "the day": (day_of, {"bewonersbericht_te_lezen"}),
    "the day of the others": (day_elsewhere, {"bewonersbericht_te_lezen"}),
    "anything put away": (anything_put_away, {"initiatief_weggelegd"}),
    "contacts that go in a year": (_months, {"contact_te_bewaren"}),
    "contacts that go tonight": (_tonight, {"contact_te_bewaren"}),
    "search": (lambda lid: search(lid, Zoekvraag("fietsen")), {"contact_zoeken"}),
    "search for what nobody wrote": (
        lambda lid: search(lid, Zoekvraag("zeepaardje")),
        {"contact_zoeken"},
    ),
    "search in a buurt": (
        lambda lid: search(lid, Zoekvraag("koffie", gebied=_buurt(lid).code, soort="contacten")),
        {"contact_zoeken", "contact_in_gebied"},
    ),
    "account of a quarter": (
        lambda lid: compose(lid, None, last_whole_quarter()),
        {"contact_lijst"},
    ),
    "account of a wijk": (
        lambda lid: compose(lid, own_wijken(lid)[0], last_whole_quarter().before),
        {"contact_lijst", "contact_in_gebied"},
    ),
    "appointments that go in a year": (_appointments_go, {"afspraak_te_bewaren"}),
}
LEFTOVERS = (
    "DROP TABLE scale_org, scale_place, scale_member; RESET work_mem; RESET maintenance_work_mem"
)


@pytest.fixture
def country(transactional_db: None) -> Iterator[None]:
    make_places(SMALL)
    make_people(SMALL)
    make_rows(SMALL, CONTACTS, lambda _what: None)
    yield
    _execute(LEFTOVERS)


def test_the_plans_that_matter(country: None) -> None:
    lid = _largest("opbouwwerker")
    assert _faults(lid, PLANS) == {}
    # Organisation, area and member go together, and the planner knows: within a factor of three.
    assert 1 / 3 < _expected_of_real(lid) < 3

    # The same without what holds them up.
    with transaction.atomic():
        _execute("DROP INDEX signaal_te_duiden, bewonersbericht_te_lezen")
        _execute("DROP STATISTICS wijken_contactmoment_samen; ANALYZE wijken_contactmoment")
        assert set(_faults(lid, PLANS)) == {
            *("signals without duiding", "count of signals"),
            *("the day", "the day of the others"),
        }
        assert _expected_of_real(lid) < 1 / 3
        transaction.set_rollback(True)


def _faults(lid: Lidmaatschap, plans: dict[str, tuple[Read, set[str]]]) -> dict[str, str]:
    """Return the reads that walk a whole large table, or none of the indexes that they should."""
    found = {}
    for name, (read, wanted) in plans.items():
        with CaptureQueriesContext(connection) as asked:
            read(lid)
        nodes = [node for query in asked for node in _nodes(_plan(query["sql"]))]
        whole = {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"} & LARGE
        walked = {node["Index Name"] for node in nodes if "Index Name" in node}
        if whole or (wanted and not wanted & walked):
            found[name] = f"whole: {sorted(whole)}, indexes: {sorted(walked)}"
    return found


def _plan(statement: str) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}")
        plan: dict[str, Any] = cursor.fetchone()[0][0]["Plan"]
        return plan


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", []):
        yield from _nodes(part)


def _expected_of_real(lid: Lidmaatschap) -> float:
    """Return how many rows of a member's areas the planner expects, for each that is there."""
    areas = Gebied.objects.working_area(lid).pks()
    rows = Contactmoment.objects.filter(organisatie=lid.organisatie, gebied__in=areas).order_by()
    (plan,) = json.loads(rows.explain(format="json"))
    return float(plan["Plan"]["Plan Rows"]) / rows.count()


def _largest(rol: str) -> Lidmaatschap:
    rows = Lidmaatschap.objects.filter(organisatie__slug="welzijn-1", rol=rol)
    return rows.order_by("pk")[0]


def _execute(statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements)
