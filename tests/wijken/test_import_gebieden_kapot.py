"""The import of broken areas and broken files: one sentence each, and nothing half stored."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.wijken.geojson import SQUARE, VORM, buurt, run, run_file, stored
from wijken.models import Cijfer, Gebied

pytestmark = pytest.mark.django_db
NO_JSON = "Het bestand is geen geldige GeoJSON."


def ring(*points: list[Any]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [list(points)]}


@pytest.mark.parametrize(
    ("broken", "report"),
    [
        (buurt("BU9999"), "BU9999 is geen code van een gemeente, wijk of buurt"),
        (buurt("BU９９９９0001"), "BU????0001 is geen code van een gemeente, wijk of buurt"),
        (buurt("'; DROP TABLE--"), "'; DROP TABLE-- is geen code van een gemeente, wijk of buurt"),
        (buurt(""), "kenmerk 2 heeft geen code"),
        (buurt(wijkcode="WK999901"), "BU99990001 ligt volgens het bestand in een andere wijk"),
        (buurt(buurtnaam=None), "BU99990001 heeft geen naam"),
        (buurt(buurtnaam="a\x00b"), "BU99990001 heeft een naam met tekens die niet mogen"),
        (buurt(buurtnaam="\ud800"), "BU99990001 heeft een naam met tekens die niet mogen"),
        (buurt(buurtnaam="x" * 121), "BU99990001 heeft een naam van meer dan 120 tekens"),
        (buurt(jaar=None), "BU99990001 heeft geen jaar; geef het mee met --jaar"),
        (buurt(jaar=20244), "BU99990001 heeft een jaar dat niet kan kloppen"),
        (
            buurt(aantal_inwoners=-5),
            "BU99990001 heeft bij aantalinwoners geen getal dat kan kloppen",
        ),
        (buurt(aantal_inwoners=1.5), "BU99990001 heeft een gebroken aantal inwoners"),
        (buurt(aantal_inwoners=True), "BU99990001 heeft bij aantalinwoners geen getal"),
        (
            buurt(aantal_huishoudens=float("nan")),
            "BU99990001 heeft bij aantalhuishoudens geen getal dat kan kloppen",
        ),
        (buurt(geometry=None), "BU99990001 heeft geen vorm"),
        (
            buurt(geometry={"type": "Point", "coordinates": [5, 52]}),
            "BU99990001 heeft als vorm Point, geen Polygon of MultiPolygon",
        ),
        (buurt(geometry={"type": "Polygon"}), "BU99990001 heeft een lege vorm"),
        (buurt(geometry=ring(*SQUARE[:4])), "BU99990001 heeft een ring die niet sluit"),
        (
            buurt(geometry=ring(SQUARE[0], SQUARE[1], SQUARE[0])),
            "BU99990001 heeft een ring van minder dan vier punten",
        ),
        (buurt(geometry=ring(*[[5, 52]] * 4)), "BU99990001 heeft een vorm zonder oppervlakte"),
        (
            buurt(geometry=ring([0, 0], [1, 0], [1, 1], [0, 0])),
            "BU99990001 ligt buiten Nederland (staan de coördinaten andersom?)",
        ),
        (
            buurt(geometry=ring([float("inf"), 52], *SQUARE[1:])),
            "BU99990001 heeft een coördinaat die geen eindig getal is",
        ),
        (
            buurt(geometry=ring([float("nan"), 52], *SQUARE[1:])),
            "BU99990001 heeft een coördinaat die geen eindig getal is",
        ),
        (buurt(geometry=ring(["5", 52])), "BU99990001 heeft een coördinaat die geen getal is"),
        (buurt(geometry=ring([5])), "BU99990001 heeft een punt zonder twee coördinaten"),
        (buurt("BU99990009"), "BU99990009 staat meer dan eens in het bestand"),
        ({"type": "Feature", "geometry": VORM}, "kenmerk 2 heeft geen eigenschappen"),
        ("tekst", "kenmerk 2 heeft geen eigenschappen"),
    ],
)  # fmt: skip
def test_a_broken_area_is_reported_and_nothing_of_it_stored(
    tmp_path: Path, broken: Any, report: str
) -> None:
    said, skipped = run(tmp_path, buurt("BU99990009"), broken)
    assert said == "3 toegevoegd, 0 veranderd, 0 gelijk gebleven, 1 overgeslagen."
    assert skipped == [f"Overgeslagen: {report}."]
    assert [code for (code,) in stored()] == ["BU99990009", "GM9999", "WK999900"]
    assert not Cijfer.objects.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", NO_JSON),
        (b"[]", NO_JSON),
        (b"{}", "Het bestand is geen FeatureCollection."),
        (b'{"type": "FeatureCollection"}', "Het bestand is geen FeatureCollection."),
        (b'{"features": [{"type": "Feature"', NO_JSON),
        (b'{"type": "Topology", "features": []}', "Het bestand is geen FeatureCollection."),
        (b'{"type": "FeatureCollection", "features": []} x', NO_JSON),
        (b'{"type": "FeatureCollection", "features": []}', "kapot.json bevat geen gebieden."),
        (b'{"type": "FeatureCollection", "features": 5}', NO_JSON),
        (b'{"a": ' + b"[" * 100_000, NO_JSON),
        (b"\xff\xfe\x00", "kapot.json is geen tekst in UTF-8."),
    ],
)  # fmt: skip
def test_a_broken_file_gives_one_sentence(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "kapot.json"
    path.write_bytes(content)
    with pytest.raises(CommandError) as raised:
        run_file(path)
    assert str(raised.value) == message
    assert not Gebied.objects.exists()


def test_a_missing_or_huge_file_and_wrong_options(tmp_path: Path) -> None:
    huge = tmp_path / "groot.json"
    with huge.open("wb") as file:
        file.truncate(2 * 1024**3)
    for arguments, message in [
        ((tmp_path / "weg.json",), "weg.json is niet te lezen: No such file or directory."),
        ((huge,), "groot.json is groter dan 1 GB; lees het per provincie in."),
        ((huge, "--jaar", "24"), "24 is geen jaar van een indeling."),
        ((huge, "--bron", "x" * 91), "De bron is een gewone tekst van hoogstens 90 tekens."),
    ]:
        with pytest.raises(CommandError) as raised:
            call_command("import_gebieden", *arguments)
        assert str(raised.value) == message
