"""What belongs to another row: heard in, interpreted, asked, answered, told back."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import connection, models
from django.utils import timezone
from psycopg.types.json import Jsonb

from initiatieven.models import (
    Bericht,
    Bewonersbericht,
    Indiener,
    InitiatiefTerugkoppeling,
)
from signalen.inhoud import to_json
from signalen.models import (
    Antwoord,
    Duiding,
    NotitieInitiatief,
    NotitieSignaal,
    NotitieVerhaal,
    NotitieVersie,
    Richting,
    SignaalContact,
    SignaalTerugkoppeling,
    Vraag,
)
from tests.bench.scale.filling import copy_in, execute, insert
from tests.signalen.voorbeeld import voorbeeld_inhoud

LINKED: tuple[type[models.Model], ...] = (
    *(SignaalContact, Duiding, SignaalTerugkoppeling),
    *(Indiener, Bericht, Bewonersbericht, InitiatiefTerugkoppeling),
    *(NotitieSignaal, NotitieVerhaal, NotitieInitiatief, NotitieVersie),
    *(Vraag, Antwoord, Richting),
)
# Rows numbered within their organisation from the newest, so that only its own are tied together,
# and what is new is tied also where there is little.
NUMBERED = """
CREATE TEMPORARY TABLE {name} AS SELECT id, organisatie_id AS org,
    row_number() OVER (PARTITION BY organisatie_id ORDER BY id DESC) AS nr
FROM {table} WHERE {condition};
ANALYZE {name}
"""
NUMBERS = {
    "nr_contact": ("wijken_contactmoment", "true"),
    "nr_signaal": ("signalen_signaal", "true"),
    "nr_agenda": (
        "signalen_signaal",
        "staat IN ('op_de_agenda', 'beantwoord', 'teruggekoppeld')",
    ),
    "nr_verhaal": (
        "signalen_verhaal",
        "toestemming_waarvoor = 'brief' AND nagelezen_op IS NOT NULL",
    ),
    "nr_initiatief": ("initiatieven_initiatief", "true"),
    "nr_notitie": ("signalen_agendanotitie", "true"),
}
TIES = """
UPDATE initiatieven_initiatief i SET contact_id = c.id FROM nr_initiatief n
JOIN nr_contact c ON c.org = n.org AND c.nr = n.nr * 50 WHERE n.id = i.id;
UPDATE signalen_verhaal v SET signaal_id = s.id FROM nr_verhaal n
JOIN nr_signaal s ON s.org = n.org AND s.nr = n.nr * 5 WHERE n.id = v.id
"""
TEKST = "'We spraken er met bewoners over, en met de school en de corporatie.'"


def _own(table: str) -> dict[str, str]:
    return {"organisatie_id": f"{table}.organisatie_id"}


def make_links() -> None:
    """Tie together what the organisations wrote."""
    for name, (table, condition) in NUMBERS.items():
        execute(NUMBERED.format(name=name, table=table, condition=condition))
    execute(TIES)
    _signals()
    _initiatives()
    _notes()
    for name in NUMBERS:
        execute(f"DROP TABLE {name}")


def _signals() -> None:
    insert(
        SignaalContact,
        {"organisatie_id": "s.org", "signaal_id": "s.id", "contact_id": "c.id"},
        "nr_signaal s JOIN nr_contact c ON c.org = s.org AND (c.nr + 9) / 10 = s.nr"
        " WHERE c.nr %% 10 < 1 + s.id %% 6",
    )
    insert(
        Duiding,
        _own("s")
        | {
            "signaal_id": "s.id",
            "met_wie": "'bewoners van het plein en de school'",
            "tekst": TEKST,
            "tegengeluid": "'Een paar zeggen: het is tegen de inkijk.'",
            "door_id": "s.door_id",
            "op": "s.op::date + 14",
        },
        "signalen_signaal s WHERE s.staat NOT IN ('opgemerkt', 'niet_op_de_agenda')",
    )
    insert(
        SignaalTerugkoppeling,
        _own("s")
        | {
            "signaal_id": "s.id",
            "kring": "s.kring",
            "hoe": "'gesprek'",
            "tekst": TEKST,
            "door_id": "s.door_id",
            "op": "s.op::date + 90",
        },
        "signalen_signaal s WHERE s.staat = 'teruggekoppeld'",
    )


def _initiatives() -> None:
    said = _own("i") | {"initiatief_id": "i.id", "tekst": TEKST}
    insert(
        Bericht,
        said
        | {
            "staat": "i.staat",
            "door_id": "i.begeleider_id",
            "op": "i.ingediend_op + k * interval '9 days'",
        },
        "initiatieven_initiatief i CROSS JOIN generate_series(1, 2) k"
        " WHERE i.begeleider_id IS NOT NULL",
    )
    insert(
        Bewonersbericht,
        said
        | {
            "op": "i.ingediend_op + interval '20 days'",
            "gelezen_op": "CASE WHEN i.id %% 20 > 0 THEN i.ingediend_op + interval '22 days' END",
        },
        "initiatieven_initiatief i WHERE i.id %% 2 = 0",
    )
    insert(
        InitiatiefTerugkoppeling,
        said
        | {
            "kring": "'de mensen van de eettafel'",
            "hoe": "'bijeenkomst'",
            "door_id": "i.begeleider_id",
            "op": "i.teruggekoppeld_op::date",
        },
        "initiatieven_initiatief i WHERE i.teruggekoppeld_op IS NOT NULL",
    )
    copy_in(
        Indiener,
        ["organisatie_id", "initiatief_id", "naam", "email", "telefoon", "bewaren_tot"],
        _reachable(_to_reach()),
    )


def _to_reach() -> list[tuple[int, int]]:
    """Return which residents can be reached: asked before the stream has the connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organisatie_id, id FROM initiatieven_initiatief"
            " WHERE id % 5 < 3 AND ingediend_op > now() - interval '2 years'"
        )
        found: list[tuple[int, int]] = cursor.fetchall()
    return found


def _reachable(initiatieven: list[tuple[int, int]]) -> Iterator[tuple[Any, ...]]:
    """Yield how to reach them: encrypted, which only Python can."""
    keep = timezone.localdate() + timedelta(days=365)
    for org, pk in initiatieven:
        yield org, pk, f"Bewoner {pk}", f"bewoner.{pk}@voorbeeld.nl", "06 00000000", keep


def _notes() -> None:
    tie = {"organisatie_id": "n.org", "notitie_id": "n.id"}
    insert(
        NotitieSignaal,
        tie | {"signaal_id": "s.id"},
        "nr_notitie n JOIN nr_agenda s ON s.org = n.org AND (s.nr + 13) / 14 = n.nr"
        " WHERE s.nr %% 14 < 1 + n.id %% 3",
    )
    insert(
        NotitieVerhaal,
        tie | {"verhaal_id": "v.id"},
        "nr_notitie n JOIN nr_verhaal v ON v.org = n.org AND (v.nr + 2) / 3 = n.nr",
    )
    insert(
        NotitieInitiatief,
        tie | {"initiatief_id": "i.id"},
        "nr_notitie n JOIN nr_initiatief i ON i.org = n.org AND (i.nr + 3) / 4 = n.nr"
        " WHERE i.nr %% 4 < 2",
    )
    own = _own("n") | {"notitie_id": "n.id"}
    insert(
        Vraag,
        own
        | {
            "nummer": "k",
            "soort": "(ARRAY['gesprek', 'besluit', 'onderzoek'])[k]",
            "aan": "'wethouder Wonen'",
            "wat": "'Kom een avond aan tafel en hoor zelf wat kou doet.'",
            "voor": "n.op::date + 42",
        },
        "signalen_agendanotitie n CROSS JOIN generate_series(1, 3) k WHERE k <= 1 + n.id %% 3",
    )
    insert(
        Antwoord,
        {
            "organisatie_id": "v.organisatie_id",
            "vraag_id": "v.id",
            "gemeente_id": "n.aan_id",
            "uitkomst": "(ARRAY['overgenomen', 'deels', 'niet', 'onderzoek'])[1 + v.id %% 4]",
            "reden": TEKST,
            "door_id": "o.reader",
            "op": "n.op + interval '40 days'",
        },
        "signalen_vraag v JOIN signalen_agendanotitie n ON n.id = v.notitie_id"
        " JOIN scale_org o ON o.org = v.organisatie_id"
        " WHERE n.staat IN ('beantwoord', 'teruggekoppeld')",
    )
    insert(
        Richting,
        own
        | {
            "nummer": "k",
            "wat": "'De eettafel een vaste plek geven'",
            "voordelen": "'Bestaat al en wordt vertrouwd.'",
            "nadelen": "'Vraagt vrijwilligers en een keuken.'",
            "drager": "'bewoners'",
        },
        "signalen_agendanotitie n CROSS JOIN generate_series(1, 2) k",
    )
    insert(
        NotitieVersie,
        own
        | {
            "nummer": "1",
            "inhoud": "%(inhoud)s || jsonb_build_object('titel', n.titel)",
            "vastgesteld_door_id": "o.lead",
            "vastgesteld_op": "n.op",
            "job_staat": "'klaar'",
            "job_klaar_op": "n.op",
            "bestand": "'notitie.pdf'",
            "sha256": "md5(n.id::text) || md5((-n.id)::text)",
        },
        "signalen_agendanotitie n JOIN scale_org o ON o.org = n.organisatie_id"
        " WHERE n.staat <> 'concept'",
        {"inhoud": Jsonb(to_json(voorbeeld_inhoud()))},
    )
