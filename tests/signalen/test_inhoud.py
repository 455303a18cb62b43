import json
from dataclasses import replace
from typing import Any

import pytest

from signalen.inhoud import InhoudError, from_json, to_json
from tests.signalen.voorbeeld import voorbeeld_inhoud


def test_content_survives_storage() -> None:
    inhoud = voorbeeld_inhoud()

    assert from_json(json.loads(json.dumps(to_json(inhoud)))) == inhoud


def test_a_note_without_a_term_survives_storage_too() -> None:
    data = {**to_json(voorbeeld_inhoud()), "reactie_voor": None}

    assert to_json(from_json(data)) == data


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"extra": "x"}, "notitie: missing or unknown: extra"),
        ({"versie": "2"}, "notitie.versie: int is needed"),
        ({"versie": True}, "notitie.versie: int is needed"),
        ({"openbaar": 1}, "notitie.openbaar: bool is needed"),
        ({"titel": None}, "notitie.titel: str is needed"),
        ({"datum": "10 april 2026"}, "notitie.datum: a date is needed"),
        ({"datum": 2026}, "notitie.datum: a date is needed"),
        ({"themas": "wonen"}, "notitie.themas: a list is needed"),
        ({"themas": ["wonen", 1]}, "notitie.themas[1]: str is needed"),
        ({"vragen": ["wat"]}, "notitie.vragen[0]: an object is needed"),
        (
            {"lijnen": [{"lijn": "omhoog", "waarom": ""}]},
            "notitie.lijnen[0].lijn: one of verbinden, overbruggen, koppelen is needed",
        ),
        (
            {"lijnen": [{"lijn": "koppelen"}]},
            "notitie.lijnen[0]: missing or unknown: waarom",
        ),
    ],
)
def test_anything_else_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(InhoudError) as refusal:
        from_json({**to_json(voorbeeld_inhoud()), **change})

    assert str(refusal.value) == message


def test_a_version_from_before_a_key_was_added_stays_readable() -> None:
    inhoud = voorbeeld_inhoud()
    data = to_json(inhoud)
    del data["wat_opvalt"]
    for cijfer in data["cijfers"]:
        del cijfer["gebied"]

    older = tuple(replace(cijfer, gebied="") for cijfer in inhoud.cijfers)
    assert from_json(data) == replace(inhoud, wat_opvalt="", cijfers=older)


def test_a_missing_key_is_refused() -> None:
    data = to_json(voorbeeld_inhoud())
    del data["contact"]

    with pytest.raises(InhoudError, match="missing or unknown: contact"):
        from_json(data)
