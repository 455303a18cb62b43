import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from signalen.inhoud import InhoudError, from_json, to_json
from tests.signalen.voorbeeld import voorbeeld_inhoud

# Content as it was stored by the software of November 2026; these files are never written anew.
STORED = sorted(Path(__file__).with_name("bewaard").glob("*.json"))


def says_all_of(now: Any, before: Any) -> bool:
    """Whether nothing of what was stored has changed; keys that came since have their default."""
    if isinstance(before, dict):
        return all(name in now and says_all_of(now[name], old) for name, old in before.items())
    if isinstance(before, list):
        return len(now) == len(before) and all(map(says_all_of, now, before))
    return bool(now == before)


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_what_was_stored_long_ago_reads_the_same(path: Path) -> None:
    data = json.loads(path.read_text())

    inhoud = from_json(data)
    assert says_all_of(to_json(inhoud), data)
    assert inhoud.datum == date.fromisoformat(data["datum"])
    assert inhoud.periode_van == date.fromisoformat(data["periode_van"])
    assert [vraag.voor for vraag in inhoud.vragen] == [
        date.fromisoformat(vraag["voor"]) for vraag in data["vragen"]
    ]


def test_content_survives_storage() -> None:
    inhoud = voorbeeld_inhoud()

    assert from_json(json.loads(json.dumps(to_json(inhoud)))) == inhoud


def test_a_note_without_a_term_survives_storage_too() -> None:
    data = {**to_json(voorbeeld_inhoud()), "reactie_voor": None}

    assert to_json(from_json(data)) == data


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"extra": "x"}, "Object contains unknown field `extra`"),
        ({"versie": "2"}, "Expected `int`, got `str` - at `$.versie`"),
        ({"versie": True}, "Expected `int`, got `bool` - at `$.versie`"),
        ({"openbaar": 1}, "Expected `bool`, got `int` - at `$.openbaar`"),
        ({"titel": None}, "Expected `str`, got `null` - at `$.titel`"),
        ({"datum": "10 april 2026"}, "Invalid RFC3339 encoded date - at `$.datum`"),
        ({"datum": 2026}, "Expected `date`, got `int` - at `$.datum`"),
        ({"themas": "wonen"}, "Expected `array`, got `str` - at `$.themas`"),
        ({"themas": ["wonen", 1]}, "Expected `str`, got `int` - at `$.themas[1]`"),
        ({"vragen": ["wat"]}, "Expected `object`, got `str` - at `$.vragen[0]`"),
        (
            {"lijnen": [{"lijn": "omhoog", "waarom": ""}]},
            "Invalid enum value 'omhoog' - at `$.lijnen[0].lijn`",
        ),
        (
            {"lijnen": [{"lijn": "koppelen"}]},
            "Object missing required field `waarom` - at `$.lijnen[0]`",
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

    with pytest.raises(InhoudError, match="missing required field `contact`"):
        from_json(data)
