"""What field work adds to a country: assets, ties between them, and rondes with their tallies."""

from collections.abc import Mapping
from typing import Any

from tests.bench.scale.filling import insert
from wijken.models import Bron, Ronde, Telling, Verband


def make_bronnen(own: Mapping[str, str], spine: str, values: Mapping[str, Any]) -> None:
    """Fill the assets: one in twelve in the archive, one in three waiting to be looked at."""
    insert(
        Bron,
        {
            **own,
            "id": "r.n",
            "soort": """(ARRAY['talent', 'informeel', 'formeel', 'plek', 'ondernemer',
                'voorziening'])[1 + r.h %% 6]""",
            "gebied_id": "r.buurt",
            "naam": "'iemand die fietsen maakt ' || r.n",
            "omschrijving": "'Op zaterdag, voor wie er om vraagt.'",
            "thema": "(ARRAY['ontmoeting', 'wonen', 'geld', 'buiten'])[1 + r.h / 3 %% 4]",
            "genoemd_op": "r.op::date",
            # Half was seen again within the year.
            "bevestigd_op": "CASE WHEN r.h %% 2 = 0 THEN greatest(r.op::date, current_date - 90)"
            " ELSE r.op::date END",
            "door_id": "r.lid",
        },
        spine,
        values,
    )


def make_verbanden() -> None:
    """Tie each asset to the one of its organisation that was named after it, or an institution."""
    insert(
        Verband,
        {
            "organisatie_id": "b.organisatie_id",
            "bron_id": "b.id",
            "andere_id": "CASE WHEN b.id %% 5 > 0 THEN b.later END",
            "instelling": "CASE WHEN b.id %% 5 > 0 THEN '' ELSE 'de bibliotheek' END",
            "lijn": "(ARRAY['verbinden', 'overbruggen', 'koppelen'])[1 + b.id %% 3]",
            "waarom": "'Zij helpen elkaar aan spullen.'",
            "sterkte": "(ARRAY['los', 'vast', 'stevig'])[1 + b.id %% 3]",
            "sinds": "b.genoemd_op",
            "geeindigd_op": "CASE WHEN b.id %% 9 = 0 THEN b.genoemd_op + 100 END",
            "door_id": "b.door_id",
        },
        "(SELECT *, lead(id) OVER (PARTITION BY organisatie_id, gebied_id ORDER BY id) AS later"
        " FROM wijken_bron) b WHERE b.later IS NOT NULL",
    )


def make_rondes(own: Mapping[str, str], spine: str, values: Mapping[str, Any]) -> None:
    """Fill the rondes, with two tallies each."""
    insert(
        Ronde,
        {**own, "id": "r.n", "door_id": "r.lid", "dag": "r.op::date"},
        spine,
        values,
    )
    insert(
        Telling,
        {
            "organisatie_id": "r.org",
            "ronde_id": "r.n",
            "gebied_id": "r.buurt",
            "vindplaats": "(ARRAY['straat', 'plein'])[k]",
            "thema": "'ontmoeting'",
            "aantal": "1 + r.h %% 7",
        },
        f"{spine} CROSS JOIN generate_series(1, 2) k",
        values,
    )
