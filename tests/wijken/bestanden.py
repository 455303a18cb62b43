"""Area files of each format for the tests of the import, written from the same features."""

import json
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import shapely

from wijken.cbs import engine

engine.gdal()  # it chooses the formats before GDAL is loaded
import pyogrio  # noqa: E402 see above

TO_RD = pyproj.Transformer.from_crs(4258, 28992, always_xy=True)


def drivers() -> set[str]:
    """Return the formats that GDAL opens in this process."""
    return set(pyogrio.list_drivers())


def to_rd(vorm: dict[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON geometry in RD, with the decimals that PDOK gives."""
    shape = shapely.transform(
        shapely.geometry.shape(vorm),
        lambda p: np.column_stack(TO_RD.transform(p[:, 0], p[:, 1])),
    )
    return dict(json.loads(shapely.to_geojson(shapely.transform(shape, lambda p: np.round(p, 3)))))


def swapped(vorm: dict[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON geometry with its north first."""
    shape = shapely.transform(shapely.geometry.shape(vorm), lambda points: points[:, ::-1])
    return dict(json.loads(shapely.to_geojson(shape)))


def in_rd(features: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the same features in RD."""
    return [{**feature, "geometry": to_rd(feature["geometry"])} for feature in features]


def table(
    path: Path,
    features: Sequence[dict[str, Any]],
    *,
    layer: str = "buurten",
    crs: str = "EPSG:28992",
    encoding: str | None = None,
) -> Path:
    """Write features as a layer of a GeoPackage, or as a Shapefile, by the name of the path."""
    names = list(dict.fromkeys(name for row in features for name in row["properties"]))
    columns = [np.array([row["properties"].get(n) for row in features], object) for n in names]
    plain = [_column(column) for column in columns]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Normalized/laundered field name")
        _write(path, features, plain, names, layer=layer, crs=crs, encoding=encoding)
    return path


def _write(
    path: Path,
    features: Sequence[dict[str, Any]],
    plain: list[tuple[Any, Any]],
    names: list[str],
    **how: Any,
) -> None:
    package = path.suffix == ".gpkg"
    pyogrio.raw.write(
        path,
        np.array([_wkb(row["geometry"]) for row in features], object),
        [values for values, _ in plain],
        names,
        field_mask=[mask for _, mask in plain],
        geometry_type="Unknown" if package else "MultiPolygon",
        driver="GPKG" if package else "ESRI Shapefile",
        append=package and path.exists(),
        **how,
    )


def _wkb(vorm: dict[str, Any] | None) -> bytes | None:
    return None if vorm is None else bytes(shapely.to_wkb(shapely.geometry.shape(vorm)))


def _column(values: Any) -> tuple[Any, Any]:
    empty = np.array([value is None for value in values])
    if all(isinstance(value, int | float) or value is None for value in values):
        kind = int if all(isinstance(value, int) for value in values[~empty]) else float
        return np.array([0 if value is None else value for value in values], kind), empty
    return np.array([None if value is None else str(value) for value in values], object), empty


def zipped(path: Path, *files: Path, **texts: str) -> Path:
    """Return a zip of these files, and of small ones with this text."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
        for name, text in texts.items():
            archive.writestr(name, text)
    return path


def shapefile(
    folder: Path, features: Sequence[dict[str, Any]], *, without: Sequence[str] = (), **how: Any
) -> Path:
    """Return a zipped Shapefile of these features."""
    made = folder / "shp"
    made.mkdir(exist_ok=True)
    name = how.get("layer", "buurten")
    table(made / f"{name}.shp", features, **how)
    files = [file for file in sorted(made.iterdir()) if file.suffix not in without]
    return zipped(folder / "gebieden.zip", *files)
