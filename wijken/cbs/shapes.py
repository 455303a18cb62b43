"""Outlines of any file as we keep them: WGS84, valid, flat; only `engine` imports this module."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyproj
import shapely
from pyproj.exceptions import CRSError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # not in its stub

from opbouw.lib.maps.geometry import DECIMALS, GeometryError, clean
from opbouw.lib.maps.tangle import tangled
from wijken.cbs.inhoud import FileError

WGS84, SWAPPED, RD = "WGS84", "WGS84 andersom", "RD"
# West, south, east, north of the Netherlands, in each way of writing it; no two overlap.
PLACES = {
    WGS84: (3.0, 50.5, 7.5, 53.9),
    SWAPPED: (50.5, 3.0, 53.9, 7.5),
    RD: (-10_000.0, 290_000.0, 300_000.0, 640_000.0),
}
KNOWN = {28992: RD, 7415: RD, 4326: WGS84, 4979: WGS84, 4258: WGS84, 4937: WGS84, 9286: RD}
OUTSIDE = "ligt buiten Nederland (staan de coördinaten andersom?)"
MAX_POINTS = 500_000
MAX_REPAIRED = 50_000
POLYGONS = {"Polygon", "MultiPolygon"}

set_network_enabled(active=False)
# ETRS89 is what Dutch publishers call WGS84. The grid of RDNAPTRANS is not in the wheel; without
# it the transformation is at most a quarter of a metre off.
TO_WGS84 = pyproj.Transformer.from_crs(28992, 4258, always_xy=True, allow_ballpark=False)


class Outlines:
    """The outlines of one layer, which all are in one reference system."""

    def __init__(self) -> None:
        self.stelsel = ""

    def read(self, vorm: object) -> tuple[dict[str, Any], bool]:
        """Return a Polygon or MultiPolygon in WGS84, and whether it had to be made valid.

        Takes a GeoJSON geometry or WKB; raises GeometryError.
        """
        shape = _from_wkb(vorm) if isinstance(vorm, bytes) else shapely.geometry.shape(clean(vorm))
        if shape.geom_type not in POLYGONS:
            raise GeometryError(
                f"heeft als vorm {shape.geom_type[:40]}, geen Polygon of MultiPolygon"
            )
        if shape.is_empty:
            raise GeometryError("heeft een lege vorm")
        points = int(shapely.get_num_coordinates(shape))
        if points > MAX_POINTS:
            raise GeometryError(f"heeft een grens van meer dan {MAX_POINTS} punten")
        shape = self._place(shape)
        repaired = not shape.is_valid
        if repaired:
            # A line that crosses itself everywhere takes for ever.
            if points > MAX_REPAIRED or tangled([shape]):
                raise GeometryError("heeft een grens die zichzelf kruist")
            shape = _areas(shapely.make_valid(shape, method="structure", keep_collapsed=False))
        rounded = shapely.transform(shape, lambda points: np.round(points, DECIMALS))
        if not rounded.is_valid:
            rounded = _areas(shapely.set_precision(shape, 10**-DECIMALS))
            rounded = shapely.transform(rounded, lambda points: np.round(points, DECIMALS))
        return {"type": rounded.geom_type, "coordinates": _coordinates(rounded)}, repaired

    def contradiction(self, crs: str) -> str:
        """Return what is wrong between the system that the file names and the one it is in.

        Raises FileError when it names another system for certain: there is no telling how far off
        such coordinates are.
        """
        named, certain = _named(crs)
        if certain and named not in {RD, WGS84}:
            raise FileError(
                f"Het bestand staat in {named}; wij lezen RD (EPSG:28992) en WGS84 (EPSG:4326)."
            )
        if self.stelsel == SWAPPED and named in {"", WGS84}:
            return "De coördinaten stonden andersom (eerst noord, dan oost); ze zijn omgedraaid."
        if not self.stelsel or named in {"", self.stelsel}:
            return ""
        return f"Het bestand noemt {named}, maar de coördinaten staan in {self.stelsel}."

    def _place(self, shape: Any) -> Any:
        found = next((name for name, box in PLACES.items() if _within(shape, box)), "")
        if not found:
            raise GeometryError(OUTSIDE)
        self.stelsel = self.stelsel or found
        if found != self.stelsel:
            raise GeometryError("staat in een ander coördinatenstelsel dan de rest")
        if found == RD:
            return shapely.transform(shape, _from_rd)
        return shapely.transform(shape, lambda p: p[:, ::-1]) if found == SWAPPED else shape


def _named(crs: str) -> tuple[str, bool]:
    """Return the named system by our name for it or its own, and whether we know it for certain."""
    if not crs or crs.lower().startswith("undefined"):
        return "", False
    try:
        found = pyproj.CRS.from_user_input(crs)
        epsg = found.to_epsg(min_confidence=20)
    except CRSError:
        return crs[:60], False
    if epsg is None:
        return found.name[:60], False
    return KNOWN.get(epsg, f"EPSG:{epsg}"), True


def _from_rd(points: Any) -> Any:
    return np.column_stack(TO_WGS84.transform(points[:, 0], points[:, 1]))


def _from_wkb(data: bytes) -> Any:
    try:
        shape = shapely.from_wkb(data)
    except shapely.errors.GEOSException:
        raise GeometryError("heeft een vorm die niet te lezen is") from None
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        raise GeometryError("heeft een coördinaat die geen eindig getal is")
    return shapely.force_2d(shape)


def _within(shape: Any, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = shape.bounds
    return bool(box[0] <= west and box[1] <= south and east <= box[2] and north <= box[3])


def _areas(shape: Any) -> Any:
    """Return the polygons of a shape; raises GeometryError when nothing of it is an area."""
    parts = [
        part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > 0
    ]
    if not parts:
        raise GeometryError("heeft een vorm zonder oppervlakte")
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _coordinates(shape: Any) -> list[Any]:
    if shape.geom_type == "MultiPolygon":
        return [_coordinates(part) for part in shape.geoms]
    return [shapely.get_coordinates(ring).tolist() for ring in (shape.exterior, *shape.interiors)]
