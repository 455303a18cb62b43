"""Small GeoJSON files for the tests of the import, and running it on them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from wijken.models import Gebied

BAARN = Path(__file__).resolve().parents[3] / "shared/data/cbs/baarn_buurten.geojson"
SQUARE = [[5.0, 52.0], [5.01, 52.0], [5.01, 52.01], [5.0, 52.01], [5.0, 52.0]]
VORM = {"type": "Polygon", "coordinates": [SQUARE]}


def buurt(code: str = "BU99990001", **properties: Any) -> dict[str, Any]:
    """Return a whole buurt; `geometry=` replaces its square."""
    geometry = properties.pop("geometry", VORM)
    return {
        "type": "Feature",
        "properties": {
            "buurtcode": code,
            "buurtnaam": f"Buurt {code[-2:]}",
            "gemeentenaam": "Zonderwater",
            "aantal_inwoners": 100,
            "jaar": 2024,
            **properties,
        },
        "geometry": geometry,
    }


def run(tmp_path: Path, *features: Any, **options: Any) -> tuple[str, list[str]]:
    """Import these features; return what it said and what it skipped."""
    return run_file(write(tmp_path, *features), **options)


def write(tmp_path: Path, *features: Any, **members: Any) -> Path:
    """Return a GeoJSON file of these features; `members` stand beside them."""
    path = tmp_path / "gebieden.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": features}))
    return path


def run_file(path: Path, **options: Any) -> tuple[str, list[str]]:
    """Import a file; return what it said and what it skipped."""
    said, lines = run_all(path, **options)
    return said, [line for line in lines if not line.startswith("Let op: ")]


def run_all(path: Path, **options: Any) -> tuple[str, list[str]]:
    """Import a file; return what it said and all that it remarked."""
    out, err = StringIO(), StringIO()
    call_command("import_gebieden", path, stdout=out, stderr=err, no_color=True, **options)
    return out.getvalue().strip(), err.getvalue().splitlines()


def stored(*fields: str) -> list[tuple[Any, ...]]:
    return list(Gebied.objects.order_by("jaar", "code").values_list("code", *fields))
