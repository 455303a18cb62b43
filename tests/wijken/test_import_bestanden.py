"""The import in each format and reference system: the same areas, cell by cell."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from tests.wijken import bestanden
from tests.wijken.geojson import BAARN, buurt, run_all, write
from wijken.cbs import engine
from wijken.models import Cijfer, Gebied

pytestmark = pytest.mark.django_db
# Known points of RDNAPTRANS: name, RD, and ETRS89 with north first.
POINTS = [
    ("Amersfoort", (155000.0, 463000.0), (52.155172897, 5.387203657)),
    ("Texel", (117380.12, 575040.34), (53.160753042, 4.824761912)),
    ("Noord-Groningen", (247380.56, 604580.78), (53.419482050, 6.776726674)),
    ("Zeeuws-Vlaanderen", (16460.91, 377380.23), (51.368607152, 3.397588595)),
    ("Zuid-Limburg", (182260.45, 311480.67), (50.792584916, 5.773795548)),
    ("Maasvlakte", (64640.89, 440700.01), (51.947393898, 4.072887101)),
]
# One after rounding to six decimals: 0.11 m from south to north.
ROUNDED = 1.01e-6


def areas() -> list[dict[str, Any]]:
    """Return a gemeente of two wijken: three buurten that border on each other."""
    lots = {"BU99990001": 5.20, "BU99990002": 5.21, "BU99990101": 5.22}
    result = []
    for number, (code, west) in enumerate(lots.items(), 1):
        ring = [
            [west, 52.2],
            [west + 0.01, 52.2],
            [west + 0.01, 52.21],
            [west, 52.21],
            [west, 52.2],
        ]
        result.append(
            buurt(
                code, buurtnaam=f"Buurt Ĳ {number}", wijknaam=f"Wijk Fryslân {code[6:8]}",
                aantal_inwoners=100 * number, aantal_huishoudens=[7, None, 21][number - 1],
                geometry={"type": "Polygon", "coordinates": [ring]},
            )
        )  # fmt: skip
    return result


def level(code: str, naam: str, **properties: Any) -> dict[str, Any]:
    """Return a wijk or the gemeente over these areas, as a layer of PDOK has it."""
    soort = "wijk" if code.startswith("WK") else "gemeente"
    inside = [a for a in areas() if a["properties"]["buurtcode"].startswith(f"BU{code[2:]}")]
    shape = shapely.union_all([shapely.geometry.shape(a["geometry"]) for a in inside])
    return {
        "type": "Feature",
        "properties": {
            f"{soort}code": code, f"{soort}naam": naam, "gemeentecode": "GM9999",
            "gemeentenaam": "Zonderwater", "jaar": 2024, "water": "NEE", **properties,
        },
        "geometry": json.loads(shapely.to_geojson(shape)),
    }  # fmt: skip


def package(folder: Path, *, crs: str = "EPSG:28992", change: Any = bestanden.in_rd) -> Path:
    """Return a GeoPackage with the three layers of PDOK."""
    path = folder / "wijkenbuurten_2024.gpkg"
    wijken = [
        level("WK999900", "Wijk Fryslân 00", aantal_inwoners=305),
        level("WK999901", "Wijk Fryslân 01"),
    ]
    gemeente = [level("GM9999", "Zonderwater", aantal_inwoners=605)]
    for layer, features in (("gemeenten", gemeente), ("wijken", wijken), ("buurten", areas())):
        bestanden.table(path, change(features), layer=layer, crs=crs)
    return path


def geojson(folder: Path, features: list[dict[str, Any]], **members: Any) -> Path:
    return write(folder, *features, **members)


def swapped(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**f, "geometry": bestanden.swapped(f["geometry"])} for f in features]


RD_URN = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
FORMATS: dict[str, Any] = {
    "GeoPackage in RD": package,
    "GeoPackage in WGS84": lambda f: package(f, crs="EPSG:4326", change=list),
    "GeoPackage andersom": lambda f: package(f, crs="EPSG:4326", change=swapped),
    "GeoJSON": lambda f: geojson(f, areas()),
    "GeoJSON andersom": lambda f: geojson(f, swapped(areas())),
    "GeoJSON in RD": lambda f: geojson(f, bestanden.in_rd(areas()), crs=RD_URN),
    "GeoJSON in RD zonder crs": lambda f: geojson(f, bestanden.in_rd(areas())),
    "Shapefile in RD": lambda f: bestanden.shapefile(f, bestanden.in_rd(areas()), encoding="UTF-8"),
    "Shapefile zonder cpg, UTF-8": lambda f: bestanden.shapefile(
        f, bestanden.in_rd(areas()), encoding="UTF-8", without=[".cpg"]
    ),
    "GeoPackage in een zip": lambda f: bestanden.zipped(f / "alles.zip", package(f)),
}


@pytest.mark.parametrize("how", FORMATS)
def test_every_format_brings_the_same_areas(tmp_path: Path, how: str) -> None:
    said, remarks = run_all(FORMATS[how](tmp_path))
    assert said == "6 toegevoegd, 0 veranderd, 0 gelijk gebleven, 0 overgeslagen."
    turned = [
        "Let op: De coördinaten stonden andersom (eerst noord, dan oost); ze zijn omgedraaid."
    ]
    assert remarks == (turned if "andersom" in how else [])
    names = list(Gebied.objects.order_by("code").values_list("code", "naam", "ouder__code"))
    assert names == [
        ("BU99990001", "Buurt Ĳ 1", "WK999900"),
        ("BU99990002", "Buurt Ĳ 2", "WK999900"),
        ("BU99990101", "Buurt Ĳ 3", "WK999901"),
        ("GM9999", "Zonderwater", None),
        ("WK999900", "Wijk Fryslân 00", "GM9999"),
        ("WK999901", "Wijk Fryslân 01", "GM9999"),
    ]
    assert list(Gebied.objects.buurten().values_list("inwoners", flat=True)) == [100, 200, 300]
    assert list(
        Cijfer.objects.order_by("gebied__code").values_list("gebied__code", "sleutel", "waarde")
    ) == [("BU99990001", "huishoudens", Decimal(7)), ("BU99990101", "huishoudens", Decimal(21))]
    for source in areas():
        gebied = Gebied.objects.get(code=source["properties"]["buurtcode"])
        assert same_outline(gebied.vorm, source["geometry"])


def same_outline(ours: Any, source: Any) -> bool:
    """Whether two outlines have the same corners and cover the same ground."""
    corners = [
        {
            tuple(np.round(corner, 5))
            for corner in shapely.get_coordinates(shapely.geometry.shape(v))
        }
        for v in (ours, source)
    ]
    one, other = shapely.geometry.shape(ours), shapely.geometry.shape(source)
    apart = shapely.hausdorff_distance(one.boundary, other.boundary)
    return corners[0] == corners[1] and float(apart) < ROUNDED * 2


@pytest.mark.skipif(not BAARN.exists(), reason=f"the figures of Baarn are not at {BAARN}")
@pytest.mark.parametrize("how", ["gpkg", "shp", "andersom", "rd.geojson"])
def test_baarn_cell_by_cell(tmp_path: Path, how: str) -> None:
    source = json.loads(BAARN.read_text())["features"]
    rd = bestanden.in_rd(source)
    if how == "gpkg":
        path = bestanden.table(tmp_path / "baarn.gpkg", rd)
    elif how == "shp":
        path = bestanden.shapefile(tmp_path, rd, encoding="UTF-8")
    else:
        path = geojson(tmp_path, rd if how == "rd.geojson" else swapped(source))
    said = run_all(path)[0]
    assert said == "27 toegevoegd, 0 veranderd, 0 gelijk gebleven, 0 overgeslagen."
    columns = {
        "huishoudens": "aantal_huishoudens", "dichtheid": "bevolkingsdichtheid_inwoners_per_km2",
    } if how == "shp" else {
        "huishoudens": "aantal_huishoudens", "dichtheid": "bevolkingsdichtheid_inwoners_per_km2",
        "huishoudens_alleen": "percentage_eenpersoonshuishoudens",
        "huishoudens_kinderen": "percentage_huishoudens_met_kinderen",
        "huishoudensgrootte": "gemiddelde_huishoudsgrootte",
        "leeftijd_0_15": "percentage_personen_0_tot_15_jaar",
        "leeftijd_15_25": "percentage_personen_15_tot_25_jaar",
        "leeftijd_25_45": "percentage_personen_25_tot_45_jaar",
        "leeftijd_45_65": "percentage_personen_45_tot_65_jaar",
        "leeftijd_65": "percentage_personen_65_jaar_en_ouder",
    }  # fmt: skip
    for row in source:
        properties = row["properties"]
        gebied = Gebied.objects.get(code=properties["buurtcode"])
        assert gebied.naam == properties["buurtnaam"]
        assert gebied.inwoners == known(properties["aantal_inwoners"])
        stored = dict(gebied.cijfers.values_list("sleutel", "waarde"))
        for key, column in columns.items():
            assert stored.get(key) == known(properties[column]), (gebied.code, key)
        assert set(stored) == set(columns) & set(stored) or how != "shp"
        assert gebied.vorm
        ours, theirs = shapely.geometry.shape(gebied.vorm), shapely.geometry.shape(row["geometry"])
        assert shapely.get_num_coordinates(ours) == shapely.get_num_coordinates(theirs)
        assert float(shapely.hausdorff_distance(ours.boundary, theirs.boundary)) < ROUNDED * 2


def known(value: Any) -> Decimal | None:
    """Return a figure of CBS, unless it is a mark for a missing one."""
    return None if value is None or value <= -99990 else Decimal(str(value))


@pytest.mark.parametrize(("name", "rd", "wgs84"), POINTS)
def test_rd_becomes_wgs84_within_a_quarter_of_a_metre(
    name: str, rd: tuple[float, float], wgs84: tuple[float, float]
) -> None:
    x, y = rd
    square = [[x, y], [x + 100, y], [x + 100, y + 100], [x, y + 100], [x, y]]
    vorm, _ = engine.outlines().read({"type": "Polygon", "coordinates": [square]})
    lon, lat = vorm["coordinates"][0][0]
    off = np.hypot((lat - wgs84[0]) * 111_200, (lon - wgs84[1]) * 111_200 * np.cos(np.radians(lat)))
    assert off < 0.25, name


def test_gdal_opens_two_formats_only() -> None:
    engine.gdal()
    assert bestanden.drivers() == {"GPKG", "ESRI Shapefile"}


def test_no_page_loads_the_libraries_of_the_import() -> None:
    code = (
        "import django, sys; django.setup(); import opbouw.urls, wijken.tasks;"
        "import wijken.management.commands.import_gebieden;"
        "print({'numpy', 'pyogrio', 'pyproj', 'shapely'} & set(sys.modules))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "opbouw.settings"}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "set()"
