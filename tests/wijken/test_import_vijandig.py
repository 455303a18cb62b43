"""Files that mean harm, or are not whole: one sentence each, and nothing of them stored."""

import json
import sqlite3
import struct
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from tests.wijken import bestanden
from tests.wijken.geojson import SQUARE, VORM, buurt, run_all, write
from wijken.cbs import files, geopackage
from wijken.models import Gebied

pytestmark = pytest.mark.django_db
PAGE = "Dit is één bladzijde van een antwoord"
DAMAGED = "De GeoPackage is beschadigd of niet te lezen."
VRT = '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/vsicurl/http://127.0.0.1:9/x'


def refused(path: Path) -> str:
    """Return the one sentence with which a file is refused."""
    with pytest.raises(CommandError) as raised:
        run_all(path)
    assert not Gebied.objects.exists()
    return str(raised.value)


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"numberMatched": 21, "numberReturned": 1}, f"{PAGE}: 1 van 21 gebieden."),
        ({"totalFeatures": 14574}, f"{PAGE}: 1 van 14574 gebieden."),
        ({"links": [{"rel": "self"}, {"rel": "next", "href": "x"}]}, f"{PAGE}; er is een volgende"),
        (
            {"crs": {"type": "name", "properties": {"name": "EPSG:3857"}}},
            "Het bestand staat in EPSG:3857; wij lezen RD",
        ),
        (
            {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4289"}}},
            "Het bestand staat in EPSG:4289; wij lezen RD",
        ),
    ],
)
def test_what_stands_beside_the_features_is_read(
    tmp_path: Path, members: dict[str, Any], sentence: str
) -> None:
    assert refused(write(tmp_path, buurt(), **members)).startswith(sentence)


@pytest.mark.parametrize(
    "members",
    [
        {"numberMatched": 1, "numberReturned": 1, "links": [{"rel": "self"}]},
        {"totalFeatures": "unknown", "links": None},
        {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}},
        {"crs": {"type": "name", "properties": {"name": "Ons eigen stelsel"}}},
        {"crs": {"type": "link", "properties": {"href": "http://127.0.0.1:9/"}}},
        {"crs": None},
    ],
)
def test_a_whole_answer_is_taken(tmp_path: Path, members: dict[str, Any]) -> None:
    assert run_all(write(tmp_path, buurt(), **members))[0].startswith("3 toegevoegd")


def test_a_file_that_names_the_wrong_system_is_read_by_its_place(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    remarks = run_all(write(tmp_path, buurt(wijknaam="Haven"), crs=crs))[1]
    said = "Het bestand noemt RD, maar de coördinaten staan in WGS84."
    assert remarks == [f"Let op: {said}"]


def test_one_system_in_one_layer(tmp_path: Path) -> None:
    features = [buurt("BU99990001"), *bestanden.in_rd([buurt("BU99990002")])]
    assert run_all(write(tmp_path, *features))[1][0] == (
        "Overgeslagen: BU99990002 staat in een ander coördinatenstelsel dan de rest."
    )


def test_one_cause_is_said_once_and_nothing_stored_is_an_error(tmp_path: Path) -> None:
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    outside = {"type": "Polygon", "coordinates": [ring]}
    features = [buurt(f"BU9999{n:04}", geometry=outside) for n in range(40)]
    said, remarks = run_all(write(tmp_path, buurt("BU99990099"), *features))
    assert said.endswith("40 overgeslagen.")
    assert remarks[0] == (
        "Overgeslagen: 40 keer, bijvoorbeeld BU99990000: ligt buiten Nederland "
        "(staan de coördinaten andersom?)."
    )
    Gebied.objects.update(ouder=None)
    Gebied.objects.all().delete()
    assert refused(write(tmp_path, *features)) == "Er is niets bewaard."
    assert refused(write(tmp_path, buurt(water="JA"))) == "Er is niets bewaard."


BOWTIE = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
SPIKE = [*SQUARE[:4], [5.0, 52.02], SQUARE[0]]


@pytest.mark.parametrize(("ring", "kind"), [(BOWTIE, "MultiPolygon"), (SPIKE, "Polygon")])
def test_a_border_that_crosses_itself_is_made_valid(
    tmp_path: Path, ring: list[list[float]], kind: str
) -> None:
    crossing = buurt(wijknaam="Haven", geometry={"type": "Polygon", "coordinates": [ring]})
    remarks = run_all(write(tmp_path, crossing))[1]
    repaired = "1 keer kruiste een grens zichzelf en is hij hersteld, bijvoorbeeld van BU99990001."
    assert remarks == [f"Let op: {repaired}"]
    vorm = Gebied.objects.get(code="BU99990001").vorm
    assert vorm
    assert vorm["type"] == kind


def test_only_two_dimensions_and_six_decimals_are_kept(tmp_path: Path) -> None:
    ring = [[x + 0.00000012, y, 12.5] for x, y in SQUARE]
    high = buurt(geometry={"type": "Polygon", "coordinates": [ring]})
    run_all(write(tmp_path, high))
    assert Gebied.objects.get(code="BU99990001").vorm == VORM


def package(folder: Path, *statements: str, features: Any = None) -> Path:
    """Return a GeoPackage in which these statements were run."""
    path = bestanden.table(folder / "kwaad.gpkg", bestanden.in_rd(features or [buurt()]))
    with closing(sqlite3.connect(path)) as db:
        # They ask for functions that only a library for maps has.
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for statement in (*(f'DROP TRIGGER "{name}"' for (name,) in names), *statements):
            db.execute(statement)
        db.commit()
    return path


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (["DROP TABLE gpkg_geometry_columns"], "Het bestand is een database, maar geen GeoPackage"),
        (
            ["ALTER TABLE buurten RENAME TO b", "CREATE VIEW buurten AS SELECT * FROM b"],
            "De laag buurten van de GeoPackage is geen gewone tabel.",
        ),
        (
            ["ALTER TABLE buurten ADD COLUMN groot GENERATED ALWAYS AS (hex(zeroblob(1000000)))"],
            "De laag buurten van de GeoPackage is geen gewone tabel.",
        ),
        (
            ["DROP TABLE gpkg_contents", f"CREATE VIEW gpkg_contents AS {ENDLESS}"],
            "Het bestand is een database, maar geen GeoPackage",
        ),
        (
            [f"CREATE VIEW gpkg_metadata AS {ENDLESS}"],
            "De GeoPackage bevat meer dan tabellen met gebieden.",
        ),
        (
            ["CREATE VIRTUAL TABLE x USING fts5(y)"],
            "De GeoPackage bevat meer dan tabellen met gebieden.",
        ),
        (
            ["UPDATE buurten SET geom = zeroblob(40000000)"],
            "De laag buurten is te groot voor gebieden van Nederland.",
        ),
        (
            ["DELETE FROM gpkg_contents", "DELETE FROM gpkg_geometry_columns"],
            "De GeoPackage bevat geen laag met gebieden.",
        ),
    ],
)
def test_a_geopackage_is_plain_tables(tmp_path: Path, statements: list[str], sentence: str) -> None:
    assert refused(package(tmp_path, *statements)).startswith(sentence)


def test_triggers_never_run_and_other_tables_are_left_alone(tmp_path: Path) -> None:
    path = package(
        tmp_path,
        "CREATE TABLE prive (naam TEXT)",
        "CREATE TRIGGER kwaad AFTER INSERT ON buurten BEGIN DELETE FROM buurten; END",
    )
    before = path.read_bytes()
    assert run_all(path)[0].startswith("3 toegevoegd")
    assert path.read_bytes() == before


def test_a_layer_without_areas_beside_them_is_left_out(tmp_path: Path) -> None:
    path = bestanden.table(tmp_path / "a.gpkg", bestanden.in_rd([buurt(wijknaam="Haven")]))
    road = {**buurt(), "properties": {"straat": "Kade"}}
    bestanden.table(path, bestanden.in_rd([road]), layer="wegen")
    said, remarks = run_all(path)
    assert said == "3 toegevoegd, 0 veranderd, 0 gelijk gebleven, 0 overgeslagen."
    assert remarks == ["Let op: De laag wegen heeft geen codes en is overgeslagen."]


def cut(path: Path, keep: float) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    return path


def overwritten(path: Path) -> Path:
    data = bytearray(path.read_bytes())
    data[4096:-4096] = bytes(len(data) - 8192)
    path.write_bytes(data)
    return path


def test_a_damaged_geopackage(tmp_path: Path) -> None:
    features = [buurt(f"BU9999{n:04}") for n in range(300)]
    path = bestanden.table(tmp_path / "a.gpkg", bestanden.in_rd(features))
    assert refused(cut(path, 0.5)) == DAMAGED
    path.unlink()
    path = bestanden.table(tmp_path / "a.gpkg", bestanden.in_rd(features))
    assert refused(overwritten(path)) == DAMAGED


def zip_of(folder: Path, **files: bytes | str) -> Path:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked: list[object] = []
    monkeypatch.setattr(files, "_unpack", lambda *arguments: unpacked.append(arguments))
    bomb = zip_of(tmp_path, **{"a.geojson": b" " * 64 * 1024**2})
    assert bomb.stat().st_size < 100_000
    assert refused(bomb) == "De zip is uitgepakt te groot."
    assert refused(zip_of(tmp_path, **{f"{n}.txt": "" for n in range(2500)})) == (
        "De zip bevat te veel bestanden."
    )
    assert unpacked == []


def test_a_zip_that_lies_about_its_size_stops_there(tmp_path: Path) -> None:
    path = zip_of(tmp_path, **{"a.geojson": b" " * 64 * 1024**2})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    path.write_bytes(data)
    assert refused(path).startswith(("a.zip is geen zip", "Het bestand is geen geldige GeoJSON"))


@pytest.mark.parametrize("name", ["../kwaad.geojson", "/tmp/kwaad.geojson", "a\\..\\..\\b.json"])
def test_a_zip_with_paths_outside(tmp_path: Path, name: str) -> None:
    text = json.dumps({"type": "FeatureCollection", "features": [buurt()]})
    assert refused(zip_of(tmp_path, **{name: text})) == "De zip bevat paden naar buiten."


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"lees.txt": "x"}, "In a.zip zit geen bestand met gebieden."),
        ({"a.vrt": VRT}, "In a.zip zit geen bestand met gebieden."),
        ({"a.shp": b"x", "a.shx": b"x"}, "Bij a.shp hoort in de zip ook een bestand .dbf."),
        ({"a.shp": VRT, "a.shx": VRT, "a.dbf": VRT}, "Het bestand is beschadigd"),
        ({"a.gpkg": VRT}, DAMAGED),
        ({"a.gpkg": b"SQLite format 3\0" + bytes(200)}, DAMAGED),
    ],
)
def test_a_zip_with_something_else(
    tmp_path: Path, members: dict[str, bytes | str], sentence: str
) -> None:
    assert refused(zip_of(tmp_path, **members)).startswith(sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (VRT.encode(), "kwaad.gpkg is XML. Geef een GeoPackage"),
        (b"<kml></kml>", "kwaad.gpkg is XML. Geef een GeoPackage"),
        (b"\x00\x00\x27\x0a" + bytes(96), "Een Shapefile bestaat uit meer bestanden"),
        (b"PK\x03\x04" + bytes(40), "kwaad.gpkg is geen zip die wij kunnen uitpakken."),
        (b"SQLite format 3\0", DAMAGED),
    ],
)
def test_a_file_is_what_is_in_it(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "kwaad.gpkg"
    path.write_bytes(content)
    assert refused(path).startswith(sentence)


@pytest.mark.parametrize("name", ["/vsicurl/http://127.0.0.1:9/a.gpkg", "http://127.0.0.1:9/a"])
def test_an_address_is_no_file(name: str) -> None:
    assert "is niet te lezen" in refused(Path(name))


def test_several_shapefiles_in_one_zip_and_one_that_is_cut(tmp_path: Path) -> None:
    made = tmp_path / "shp"
    made.mkdir()
    wijk = {"wijkcode": "WK999900", "wijknaam": "Haven", "gemeentenaam": "Zonderwater"}
    areas = [{**buurt(), "properties": {**wijk, "jaar": 2024}}]
    for layer, features in (("wijken", areas), ("buurten", [buurt(), buurt("BU99990002")])):
        bestanden.table(made / f"{layer}.shp", bestanden.in_rd(features), encoding="UTF-8")
    path = bestanden.zipped(tmp_path / "a.zip", *sorted(made.iterdir()))
    assert run_all(path)[0].startswith("4 toegevoegd")
    cut(made / "buurten.shp", 0.6)
    path = bestanden.zipped(tmp_path / "b.zip", *sorted(made.iterdir()))
    Gebied.objects.update(ouder=None)
    Gebied.objects.all().delete()
    assert refused(path) == "Het bestand is beschadigd of niet te lezen."


def test_a_shapefile_in_windows_letters(tmp_path: Path) -> None:
    features = bestanden.in_rd([buurt(buurtnaam="Súdwest", wijknaam="Ytsjögersterlân")])
    path = bestanden.shapefile(tmp_path, features, encoding="CP1252", without=[".cpg"])
    run_all(path)
    names = dict(Gebied.objects.values_list("code", "naam"))
    assert names["BU99990001"] == "Súdwest"
    assert names["WK999900"] == "Ytsjögersterlân"


def test_a_geopackage_may_not_take_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geopackage, "SECONDS", 0)
    features = [buurt(f"BU9999{n:04}") for n in range(2000)]
    path = bestanden.table(tmp_path / "a.gpkg", bestanden.in_rd(features))
    assert refused(path) == DAMAGED
