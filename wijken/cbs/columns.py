"""Which columns of CBS we read, under the names that the editions gave them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

# CBS's missing marks: unknown, not applicable, secret, and those of older editions.
MISSING = frozenset({"", ".", "-99995", "-99996", "-99997", "-99998", "-99999"})
LIMIT = 10**9
SHAPEFILE_NAME = 10
INHABITANTS = ("aantalinwoners", "ainw", "aantinw", "aantalinw")
WATER = ("water", "h2o")


@dataclass(frozen=True)
class Kolom:
    """One figure that neighbourhood work uses, and the columns that hold it."""

    sleutel: str
    naam: str
    eenheid: str
    kolommen: tuple[str, ...]


# Chosen for their use to a worker. Origin is left out on purpose: see decision 0115. A Shapefile
# cuts names at ten characters; only those that can be one column are here.
KOLOMMEN = (
    Kolom(
        "huishoudens", "Huishoudens", "",
        ("aantalhuishoudens", "huishoudenstotaal", "ahh", "aantalhh", "aantalhui"),
    ),
    Kolom(
        "huishoudens_alleen", "Huishoudens van één persoon", "%",
        ("percentageeenpersoonshuishoudens", "p1phh", "peenphh"),
    ),
    Kolom(
        "huishoudens_kinderen", "Huishoudens met kinderen", "%",
        ("percentagehuishoudensmetkinderen", "phhmk"),
    ),
    Kolom(
        "huishoudensgrootte", "Gemiddelde grootte van een huishouden", "personen",
        ("gemiddeldehuishoudsgrootte", "gemiddeldehuishoudensgrootte", "ghhgro", "gemhhgr"),
    ),
    Kolom("leeftijd_0_15", "Jonger dan 15 jaar", "%", ("percentagepersonen0tot15jaar", "p0014jr")),
    Kolom("leeftijd_15_25", "15 tot 25 jaar", "%", ("percentagepersonen15tot25jaar", "p1524jr")),
    Kolom("leeftijd_25_45", "25 tot 45 jaar", "%", ("percentagepersonen25tot45jaar", "p2544jr")),
    Kolom("leeftijd_45_65", "45 tot 65 jaar", "%", ("percentagepersonen45tot65jaar", "p4564jr")),
    Kolom("leeftijd_65", "65 jaar en ouder", "%", ("percentagepersonen65jaarenouder", "p65oojr")),
    Kolom(
        "dichtheid", "Inwoners per vierkante kilometer", "",
        (
            "bevolkingsdichtheidinwonersperkm2", "bevolkingsdichtheid", "bevdich", "bevdichth",
            "bevolkings",
        ),
    ),
    Kolom("huurwoningen", "Huurwoningen", "%", ("percentagehuurwoningen", "phuurw", "phuurwon")),
    Kolom(
        "corporatiewoningen", "Huurwoningen van een corporatie", "%",
        ("perchuurwoningeninbezitwoningcorporaties", "inbezitwoningcorporatie", "pwcorpw"),
    ),
    Kolom(
        "inkomen", "Gemiddeld inkomen per inwoner", "× € 1.000",
        ("gemiddeldinkomenperinwoner", "ginkpi"),
    ),
    Kolom(
        "sociaal_minimum", "Huishoudens onder of rond het sociaal minimum", "%",
        (
            "percentagehuishoudensonderofrondsociaalminimum",
            "huishoudensonderofrondsociaalminimum", "phhosm",
        ),
    ),
    Kolom(
        "bijstand", "Personen met bijstand", "",
        ("aantalpersonenmeteenalgbijstandsuitkeringtot", "aalgbijst"),
    ),
    Kolom(
        "wmo", "Wmo-cliënten per 1.000 inwoners", "",
        ("aantalwmoclientenper1000inwoners", "wmoclientenrelatief"),
    ),
    Kolom(
        "jeugdzorg", "Jongeren met jeugdzorg", "%",
        ("percentagejongerenmetjeugdzorginnatura", "pjzitn"),
    ),
    Kolom("autos", "Auto's per huishouden", "", ("personenautosperhuishouden", "auhh")),
    Kolom(
        "afstand_huisarts", "Afstand tot een huisarts", "km",
        ("huisartsenpraktijkgemiddeldeafstandinkm", "afstandtothuisartsenpraktijk", "afhapr"),
    ),
    Kolom(
        "afstand_supermarkt", "Afstand tot een grote supermarkt", "km",
        ("grotesupermarktgemiddeldeafstandinkm", "afstandtotgrotesupermarkt", "afsuperm"),
    ),
    Kolom(
        "afstand_school", "Afstand tot een basisschool", "km",
        ("basisonderwijsgemiddeldeafstandinkm", "afstandtotschool", "afbasisond"),
    ),
    Kolom(
        "afstand_bibliotheek", "Afstand tot een bibliotheek", "km",
        ("bibliotheekgemiddeldeafstandinkm", "bibliothee"),
    ),
    Kolom("afstand_groen", "Afstand tot openbaar groen", "km", ("afstandtotopenbaargroentotaal",)),
)  # fmt: skip


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return re.sub(r"_\d+$", "", name.strip()).replace("_", "").replace("'", "").lower()


def normalise(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties under names that all editions share.

    `AantalInwoners_5` (the number shifts between years), `aantal_inwoners` and `a_inw` differ in
    capitals, underscores and suffix only.
    """
    result: dict[str, Any] = {}
    for number, (name, value) in enumerate(properties.items()):
        key = _key(name)
        # The first keeps the name, and the others can still hold a code. No key holds a quote.
        result[f"{key}'{number}" if key in result else key] = value
    return result


def cut_off(columns: Iterable[str]) -> int:
    """Return how many figures cannot be told apart, since a Shapefile cuts names at ten letters."""
    cut = {name.replace("_", "").lower() for name in columns if len(name) == SHAPEFILE_NAME}
    return sum(
        not cut & set(kolom.kolommen)
        and any(name.startswith(tuple(cut)) for name in kolom.kolommen)
        for kolom in KOLOMMEN
    )


def text(properties: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """Return the first non-empty of these columns, without padding."""
    for name in names:
        value = properties.get(name)
        if isinstance(value, str) and value.strip() not in MISSING:
            return value.strip()
    return ""


def number(properties: Mapping[str, Any], names: tuple[str, ...]) -> Decimal | None:
    """Return the first figure among these columns; None when all are missing.

    Raises ValueError for anything else: an unknown mark must not become a figure.
    """
    for name in names:
        value = properties.get(name)
        if value is None:
            continue
        said = str(value).strip().replace(",", ".")
        if said.removesuffix(".0") in MISSING:
            continue
        try:
            figure = Decimal(said)
        except InvalidOperation:
            raise ValueError(f"heeft bij {name} geen getal") from None
        if isinstance(value, bool) or not figure.is_finite() or not 0 <= figure < LIMIT:
            raise ValueError(f"heeft bij {name} geen getal dat kan kloppen")
        return figure.quantize(Decimal("0.01"))
    return None
