"""The world of the browser tests: Baarn's areas by the real command, and the personas in it."""

import json
from pathlib import Path
from typing import Any

from tests import personas
from wijken.models import Gebied

# Figures of CBS; kept beside the project, so that a copy without them has to make its own.
CBS = Path(__file__).resolve().parents[3] / "shared/data/cbs/baarn_buurten.geojson"
BUURTEN = {
    "BU03080003": ("Zandvoort", 2195),
    "BU03080004": ("Oude-Oosterhei", 2145),
    "BU03080005": ("Nieuwe-Oosterhei", 2585),
    "BU03080101": ("Professorenwijk", 2175),
    "BU03080501": ("Verspreide huizen Lage Vuursche", 70),
}
BUURT = "Oude-Oosterhei"


def areas_file(folder: Path) -> Path:
    """Return the file of CBS, or one of the same shape with invented squares in its place."""
    if CBS.exists():
        return CBS
    features = [_feature(number, code) for number, code in enumerate(BUURTEN)]
    made = folder / "baarn_buurten.geojson"
    made.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return made


def _feature(number: int, code: str) -> dict[str, Any]:
    naam, inwoners = BUURTEN[code]
    west, south = 5.28 + number * 0.01, 52.21
    east, north = west + 0.01, south + 0.01
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    properties = {
        "buurtcode": code,
        "buurtnaam": naam,
        "wijkcode": f"WK{code[2:8]}",
        "gemeentecode": "GM0308",
        "gemeentenaam": "Baarn",
        "water": "NEE",
        "aantal_inwoners": inwoners,
        "aantal_huishoudens": inwoners // 2,
        "percentage_eenpersoonshuishoudens": 38,
        "percentage_leegstand_woningen": -99995,
        "jaar": 2024,
    }
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def seed() -> None:
    """Make the organisations and their members; runs inside the stack (`manage.py shell`)."""
    gemeente = Gebied.objects.get(code="GM0308")
    oost = Gebied.objects.get(code="WK030800")
    brink = personas.make_organisatie("Welzijn De Brink", "de-brink", "welzijn", gemeente)
    baarn = personas.make_organisatie("Gemeente Baarn", "gemeente-baarn", "gemeente", gemeente)
    for persona in (personas.SAMIRA, personas.JOOST):
        personas.make_lid(persona, brink, oost)
    for persona in (personas.MARIJKE, personas.BEATRIX):
        personas.make_lid(persona, brink)
    for persona in (personas.ANNEKE, personas.LEO):
        personas.make_lid(persona, baarn)
