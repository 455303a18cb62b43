"""GeoPackage and Shapefile through GDAL; only `engine` imports this module."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio

from wijken.cbs.geopackage import MAX_AREAS
from wijken.cbs.inhoud import FileError

DRIVERS = frozenset({"GPKG", "ESRI Shapefile"})
BATCH = 500
BATCH_BYTES = 64 * 1024**2
FALLBACK = "cp1252"
# All errors of pyogrio are a RuntimeError; numbers out of range are one of the others.
BROKEN = (RuntimeError, ValueError, OverflowError)
Row = tuple[dict[str, Any], bytes | None]


class Gdal:
    """Reads tables of areas, some hundreds of rows at a time."""

    def __init__(self) -> None:
        if too_many := set(pyogrio.list_drivers()) - DRIVERS:
            raise RuntimeError(f"GDAL opens more than areas: {', '.join(sorted(too_many))}")

    def describe(self, path: Path, layer: str | None = None) -> tuple[int, str]:
        """Return the number of rows and the reference system of a layer; raises FileError."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                info = pyogrio.read_info(path, layer=layer, force_feature_count=True)
        except BROKEN as error:
            raise FileError("Het bestand is beschadigd of niet te lezen.") from error
        if info["driver"] not in DRIVERS or info["features"] > MAX_AREAS:
            raise FileError("Het bestand is te groot voor gebieden van Nederland.")
        return int(info["features"]), str(info["crs"] or "")

    def rows(
        self, path: Path, *, layer: str | None = None, largest: int = 0, encoding: str | None = None
    ) -> Iterator[Row]:
        """Yield the columns and the outline (WKB) of each row; raises FileError."""
        batch = max(1, min(BATCH, BATCH_BYTES // max(largest, 1)))
        at = 0
        while True:
            names, shapes, columns = self._read(path, layer, at, batch, encoding)
            for i, shape in enumerate(shapes):
                values = dict(zip(names, (column[i] for column in columns), strict=True))
                yield values, bytes(shape) if shape is not None else None
            if len(shapes) < batch:
                return
            at += batch

    def _read(
        self, path: Path, layer: str | None, at: int, count: int, encoding: str | None
    ) -> tuple[list[str], list[bytes | None], list[Any]]:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of columns of a kind that we do not use
                meta, _, shapes, columns = pyogrio.raw.read(
                    path,
                    layer=layer,
                    encoding=encoding,
                    force_2d=True,
                    skip_features=at,
                    max_features=count,
                )
        except UnicodeDecodeError:
            if encoding == FALLBACK:
                raise FileError("De letters in het bestand zijn niet te lezen.") from None
            return self._read(path, layer, at, count, FALLBACK)
        except BROKEN as error:
            raise FileError("Het bestand is beschadigd of niet te lezen.") from error
        if shapes is None:
            raise FileError("Het bestand bevat geen vormen van gebieden.")
        return [str(name) for name in meta["fields"]], list(shapes), [_plain(c) for c in columns]


def _plain(column: Any) -> list[Any]:
    """Return the values of a column as GeoJSON would have them; an empty number is no value."""
    values: list[Any] = column.tolist()
    if np.issubdtype(column.dtype, np.floating):
        return [None if math.isnan(value) else value for value in values]
    return values
