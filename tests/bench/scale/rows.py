"""Everything that organisations write: contacts, signals, initiatives, stories, notes and trail.

Rows are numbered by time and take their organisation, area and author by chance, so those of one
organisation lie scattered among those of all others, as they do after some years.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from initiatieven.models import Initiatief
from opbouw.lib.models import AuditRegel
from signalen.models import Agendanotitie, Signaal, Verhaal
from tests.bench.scale import filling
from tests.bench.scale.field import make_bronnen, make_rondes, make_verbanden
from tests.bench.scale.filling import insert
from tests.bench.scale.links import LINKED, make_links
from tests.bench.scale.shares import LEAST_ROWS, Country, slots
from wijken.models import Afspraak, Bron, Contactmoment, Ronde, Telling, Verband

FILLED: tuple[type[models.Model], ...] = (
    *(Contactmoment, Afspraak, Signaal, Initiatief, Verhaal, Agendanotitie, AuditRegel),
    *(Bron, Verband, Ronde, Telling),
    *LINKED,
)
# One row each: its number, its organisation (o), its buurt, its author, and chance (h).
SPINE = """
(SELECT d.n, d.h, o.*, p.gebied AS buurt, l.lid,
    now() - (%(rows)s - d.n)::float8 / %(rows)s * interval '3 years' AS op
 FROM (SELECT n, (%(slots)s::int[])[1 + (hashint8(n + %(seed)s) & 2147483647) %% 10000] AS slot,
         hashint8(n * 31 + %(seed)s) & 2147483647 AS h
       FROM generate_series(1::bigint, %(rows)s) n) d
 JOIN scale_org o ON o.rank = abs(d.slot)
 JOIN scale_member l ON l.rank = o.rank AND l.nr = 1 + d.h / 7 %% o.members
 JOIN scale_place p ON p.rank = o.rank AND p.own = (d.slot < 0)
    AND p.nr = 1 + floor(power(d.h %% 9973 / 9973.0, 1.5)
        * CASE WHEN d.slot < 0 THEN o.own_places ELSE o.places END)) r
"""
FINGERPRINT = "md5(r.n::text) || md5((-r.n)::text)"
LIJNEN = """CASE r.h %% 4 WHEN 0 THEN ARRAY['verbinden'] WHEN 1 THEN ARRAY['verbinden', 'koppelen']
    WHEN 2 THEN ARRAY['overbruggen'] ELSE ARRAY[]::text[] END"""
WAAROM = "CASE r.h %% 4 WHEN 3 THEN '' ELSE 'buren koken om beurten voor elkaar' END"
THEMA = "(ARRAY['ontmoeting', 'wonen', 'geld', 'buiten', 'gezond', 'veilig'])[1 + r.h / 3 %% 6]"
TEKST = """'Op het bankje bij de speelplek. De ouders vertellen dat het huis koud blijft en dat ze '
    'daarom niemand meer binnen vragen. Een van hen wil op dinsdag samen koken en zoekt een '
    'keuken. Dit was gesprek ' || r.n
    || CASE WHEN r.h %% 60 = 7 THEN ', over een lekkende kraan' ELSE '' END"""
# The words of a contact go after two years; who wrote it goes with them.
OLD = "r.op < now() - interval '2 years'"
OWN = {"organisatie_id": "r.org", "afdruk": FINGERPRINT}
Say = Callable[[str], None]


def make_rows(country: Country, contacts: int, say: Say) -> None:
    """Fill every table that grows with the work of the organisations."""
    signals = max(contacts // 10, 4 * LEAST_ROWS)
    plans = max(contacts // 50, 4 * LEAST_ROWS)
    stories, notes = plans, max(contacts // 200, 4 * LEAST_ROWS)
    filling.execute("SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'")
    with filling.without_indexes(FILLED):
        steps: dict[str, tuple[Callable[[Mapping[str, Any]], None], int]] = {
            "contacts": (_contacts, contacts),
            "signals": (_signals, signals),
            "initiatives": (_initiatives, plans),
            "stories": (_stories, stories),
            "notes": (_notes, notes),
            "assets": (_bronnen, max(contacts // 100, 4 * LEAST_ROWS)),
            "rondes": (_rondes, plans),
        }
        for seed, (what, (step, rows)) in enumerate(steps.items(), start=1):
            say(f"{rows:,} {what}")
            step({"rows": rows, "slots": slots(country, rows, seed), "seed": seed * 1_000_003})
        say("what hangs together")
        make_links()
        say("keys and indexes")
    filling.settle()


def _contacts(values: Mapping[str, Any]) -> None:
    insert(
        Contactmoment,
        OWN
        | {
            "id": "r.n",
            "door_id": f"CASE WHEN {OLD} THEN NULL ELSE r.lid END",
            "op": "r.op",
            "gebied_id": "r.buurt",
            "vindplaats": "(ARRAY['straat', 'plein', 'speelplek', 'school', 'deur'])[1 + r.h %% 5]",
            "plek": f"CASE WHEN r.h %% 3 > 0 OR {OLD} THEN '' ELSE 'het Lindeplein' END",
            "thema": THEMA,
            "aantal": "(ARRAY['1', '2-5', '6-10'])[1 + r.h %% 3]",
            "tekst": f"CASE WHEN r.h %% 4 = 0 OR {OLD} THEN '' ELSE {TEKST} END",
            "lijnen": LIJNEN,
            "lijn_waarom": f"CASE WHEN {OLD} THEN '' ELSE {WAAROM} END",
            "woorden_weg_op": f"CASE WHEN {OLD} THEN now() END",
        },
        SPINE,
        values,
    )
    _trail("contact_genoteerd", Contactmoment, values)
    # One in twenty holds a promise, and one in ten of those is still open.
    insert(
        Afspraak,
        OWN
        | {
            "contact_id": "r.n",
            "gebied_id": "r.buurt",
            "wat": "'de sleutel navragen'",
            "op": "r.op::date + 7",
            "door_id": "r.lid",
            "bij_id": "r.lid",
            "gemaakt_op": "r.op",
            "gedaan_op": "CASE WHEN r.h %% 200 > 0 THEN r.op + interval '5 days' END",
        },
        f"{SPINE} WHERE r.h %% 20 = 0 AND NOT {OLD}",
        values,
    )


def _signals(values: Mapping[str, Any]) -> None:
    insert(
        Signaal,
        OWN
        | {
            "id": "r.n",
            "titel": "'Dichte gordijnen ' || r.n",
            "tekst": TEKST,
            "gebied_id": "r.buurt",
            "thema": THEMA,
            "kring": "'de ouders van de school'",
            "kring_waar": "'op het schoolplein'",
            "staat": """(ARRAY['opgemerkt', 'geduid', 'op_de_agenda', 'niet_op_de_agenda',
                'beantwoord', 'teruggekoppeld', 'teruggekoppeld', 'teruggekoppeld',
                'teruggekoppeld', 'teruggekoppeld'])[1 + r.h / 11 %% 10]""",
            "niet_op_de_agenda_want": """CASE WHEN r.h / 11 %% 10 = 3
                THEN 'De school lost het zelf op.' ELSE '' END""",
            "lijnen": LIJNEN,
            "lijn_waarom": WAAROM,
            "door_id": "r.lid",
            "op": "r.op",
        },
        SPINE,
        values,
    )
    _trail("signaal_opgemerkt", Signaal, values)


def _initiatives(values: Mapping[str, Any]) -> None:
    insert(
        Initiatief,
        OWN
        | {
            "id": "r.n",
            "kenmerk": "'I' || r.n",
            "titel": "'Samen eten in de Kade ' || r.n",
            "plan": "'Op dinsdag koken we samen, om beurten, en wie wil schuift aan.'",
            "nodig": "'Een keuken op dinsdag.'",
            "gebied_id": "r.buurt",
            "thema": THEMA,
            "staat": """(ARRAY['ingediend', 'in_gesprek', 'loopt', 'gelukt', 'gelukt', 'gestopt',
                'afgewezen', 'gelukt'])[1 + r.h / 11 %% 8]""",
            "ingediend_op": "r.op",
            "begeleider_id": "CASE WHEN r.h / 11 %% 8 > 0 AND r.h %% 5 > 0 THEN r.lid END",
            "teruggekoppeld_op": """CASE WHEN r.h / 11 %% 8 > 2 AND r.h %% 10 > 0
                THEN r.op + interval '60 days' END""",
            "lijnen": LIJNEN,
            "lijn_waarom": WAAROM,
            "token_hash": FINGERPRINT,
        },
        SPINE,
        values,
    )
    _trail("initiatief_ingebracht", Initiatief, values)


def _stories(values: Mapping[str, Any]) -> None:
    insert(
        Verhaal,
        OWN
        | {
            "id": "r.n",
            "gebied_id": "r.buurt",
            "tekst": "'Wij koken om de beurt. Dan gaat bij mij de verwarming uit. ' || r.n",
            "kring": "'oudere bewoners, koffieochtend'",
            "toestemming_op": "r.op::date",
            "toestemming_hoe": "'mondeling'",
            "toestemming_waarvoor": "CASE WHEN r.h %% 4 = 0 THEN 'team' ELSE 'brief' END",
            "nagelezen_door_id": "CASE WHEN r.h %% 10 > 0 AND r.lid <> r.lead THEN r.lead END",
            "nagelezen_op": "CASE WHEN r.h %% 10 > 0 AND r.lid <> r.lead THEN r.op END",
            "door_id": "r.lid",
            "op": "r.op",
        },
        SPINE,
        values,
    )
    _trail("verhaal_vastgelegd", Verhaal, values)


def _notes(values: Mapping[str, Any]) -> None:
    insert(
        Agendanotitie,
        OWN
        | {
            "id": "r.n",
            "kenmerk": "'N' || r.n",
            "titel": "'Wat kou doet met samenleven ' || r.n",
            "aan_id": "r.gemeente",
            "gebied_id": "r.buurt",
            "periode_van": "r.op::date - 90",
            "periode_tot": "r.op::date",
            "reactie_voor": "r.op::date + 42",
            "staat": """(ARRAY['concept', 'vastgesteld', 'verzonden', 'beantwoord',
                'teruggekoppeld', 'teruggekoppeld', 'teruggekoppeld'])[1 + r.h / 11 %% 7]""",
            "in_het_kort": TEKST,
            "wat_we_niet_weten": TEKST,
            "duiding": f"{TEKST} || {TEKST}",
            "bronnen": "'De eettafel op dinsdag.'",
            "door_id": "r.lid",
            "op": "r.op",
            "verzonden_op": "CASE WHEN r.h / 11 %% 7 > 1 THEN r.op + interval '3 days' END",
            "lijnen": LIJNEN,
            "lijn_waarom": WAAROM,
        },
        SPINE,
        values,
    )
    _trail("notitie_begonnen", Agendanotitie, values)


def _bronnen(values: Mapping[str, Any]) -> None:
    make_bronnen(OWN, SPINE, values)
    make_verbanden()


def _rondes(values: Mapping[str, Any]) -> None:
    make_rondes(OWN, SPINE, values)


def _trail(handeling: str, model: type[models.Model], values: Mapping[str, Any]) -> None:
    """Write who did it, in the trail of actions."""
    insert(
        AuditRegel,
        {
            "op": "r.op",
            "handeling": "%(handeling)s",
            "object_soort": "%(soort)s",
            "object_id": "r.n",
            "organisatie_id": "r.org",
            "door_id": "(SELECT gebruiker_id FROM wijken_lidmaatschap WHERE id = r.lid)",
        },
        SPINE,
        {**values, "handeling": handeling, "soort": model._meta.label_lower},
    )
