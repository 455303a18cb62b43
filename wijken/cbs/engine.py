"""The libraries behind the import, loaded on first use: no page needs them, and they are large.

GDAL opens sixty formats, among them addresses on the network. It gets two of them, chosen before
it is loaded, and the rest is gone for the whole process.
"""

from __future__ import annotations

import importlib
import os
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wijken.cbs.gdal import Gdal
    from wijken.cbs.shapes import Outlines

SKIPPED = (
    "ADBC,AIVector,AmigoCloud,AVCBin,AVCE00,Carto,CSV,CSW,DGN,DXF,EDIGEO,EEDA,"
    "Elasticsearch,ESRIJSON,FlatGeobuf,GDALG,GeoJSON,GeoJSONSeq,GeoRSS,GML,GPSBabel,"
    "GPX,GTFS,HTTP,Idrisi,JML,JSONFG,KML,LIBKML,LVBAG,MapML,MBTiles,MEM,"
    "MiraMonVector,MVT,NGW,OAPIF,ODS,OGCAPI,OGR_GMT,OGR_PDS,OGR_VRT,OpenFileGDB,"
    "OSM,PCIDSK,PDF,PDS4,PGDUMP,PLSCENES,PMTiles,S57,Selafin,SQLite,SXF,TopoJSON,"
    "VDV,VFK,VICAR,WAsP,WFS,XLSX,MapInfo File"
)
SETTINGS = {
    "OGR_SKIP": SKIPPED,
    "GDAL_DRIVER_PATH": "disable",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
    "PROJ_NETWORK": "OFF",
}
_lock = threading.Lock()


def gdal() -> Gdal:
    """Return what reads a GeoPackage and a Shapefile."""
    with _lock:
        before = {name: os.environ.get(name) for name in SETTINGS}
        os.environ.update(SETTINGS)
        try:
            loaded: Gdal = importlib.import_module("wijken.cbs.gdal").Gdal()
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
        return loaded


def outlines() -> Outlines:
    """Return what turns the outlines of one layer into ours."""
    loaded: Outlines = importlib.import_module("wijken.cbs.shapes").Outlines()
    return loaded
