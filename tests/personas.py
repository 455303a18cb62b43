"""The world of the tests: two municipalities, four organisations and the six personas.

Real rows, made by the functions below; `tests/conftest.py` wraps them in fixtures.
"""

from dataclasses import dataclass

from opbouw.lib.maps.drawing import Drawing
from wijken.models import (
    Gebied,
    GebiedSoort,
    Gebruiker,
    Lidmaatschap,
    Organisatie,
    Rol,
    Tekening,
)

WACHTWOORD = "opbouw-demo"
JAAR = 2025


@dataclass(frozen=True)
class Persona:
    """Who somebody is, before there is a row."""

    naam: str
    rol: Rol

    @property
    def email(self) -> str:
        """The login name: the first name in small letters."""
        return f"{self.naam.split()[0].lower()}@voorbeeld.nl"


SAMIRA = Persona("Samira Bennani", Rol.OPBOUWWERKER)
JOOST = Persona("Joost Wiersma", Rol.OPBOUWWERKER)
MARIJKE = Persona("Marijke de Groot", Rol.COORDINATOR)
BEATRIX = Persona("Beatrix Hof", Rol.BEHEERDER)
RUBEN = Persona("Ruben Smit", Rol.OPBOUWWERKER)
ANNEKE = Persona("Anneke Vos", Rol.BEANTWOORDER)
LEO = Persona("Leo Lezer", Rol.LEZER)
FATIMA = Persona("Fatima Elders", Rol.BEANTWOORDER)


def make_lid(persona: Persona, organisatie: Organisatie, *gebieden: Gebied) -> Lidmaatschap:
    """Make a person with the shared password and their membership."""
    gebruiker = Gebruiker.objects.create_user(persona.email, WACHTWOORD, naam=persona.naam)
    lid = Lidmaatschap.objects.create(gebruiker=gebruiker, organisatie=organisatie, rol=persona.rol)
    lid.gebieden.set(gebieden)
    return lid


def make_organisatie(naam: str, slug: str, soort: str, *werkgebied: Gebied) -> Organisatie:
    """Make an organisation that works in these areas."""
    organisatie = Organisatie.objects.create(
        naam=naam, slug=slug, soort=soort, bereikbaar=f"post@{slug}.voorbeeld.nl"
    )
    organisatie.werkgebied.set(werkgebied)
    return organisatie


def make_gebied(
    code: str, naam: str, ouder: Gebied | None = None, *, inwoners: int | None = 1200, at: int = 0
) -> Gebied:
    """Make one area of the current edition: a small square, `at` steps to the east."""
    soort = {"GM": GebiedSoort.GEMEENTE, "WK": GebiedSoort.WIJK, "BU": GebiedSoort.BUURT}[code[:2]]
    west, south = 5.0 + at * 0.02, 52.0
    ring = [
        [west, south],
        [west + 0.02, south],
        [west + 0.02, south + 0.02],
        [west, south + 0.02],
        [west, south],
    ]
    gebied = Gebied.objects.create(
        code=code,
        jaar=JAAR,
        soort=soort,
        naam=naam,
        gemeentecode=f"GM{code[2:6]}",
        ouder=ouder,
        inwoners=inwoners,
        bron="Verzonnen cijfers 2025",
        vorm={"type": "Polygon", "coordinates": [ring]},
    )
    left = round(at * 20_000)
    path = f"M{left} 0l15000 0 0 20000 -15000 0z"
    box = (left, 0, left + 15_000, 20_000)
    square = Drawing(path, box, label=(left + 7_500, 10_000), room=7_000).stored()
    Tekening.objects.create(gebied=gebied, dichtbij=square, ver=square)
    return gebied


def make_zonderwater() -> Gebied:
    """Make the municipality GM9999 with two wijken and five buurten, one of them very small."""
    gemeente = make_gebied("GM9999", "Zonderwater", inwoners=6840)
    haven = make_gebied("WK999900", "Oude Haven", gemeente, inwoners=3040, at=0)
    weide = make_gebied("WK999901", "De Weide", gemeente, inwoners=3800, at=3)
    make_gebied("BU99990000", "Kade", haven, inwoners=1800, at=0)
    make_gebied("BU99990001", "Werf", haven, inwoners=1200, at=1)
    # Under fifty inhabitants: counts with its wijk in everything that leaves the team.
    make_gebied("BU99990002", "Havenhoofd", haven, inwoners=40, at=2)
    make_gebied("BU99990100", "Klaverveld", weide, inwoners=2100, at=3)
    make_gebied("BU999901A1", "Molenhoek", weide, inwoners=1700, at=4)
    return gemeente


def make_ver_weg() -> Gebied:
    """Make the far municipality GM9998 with one wijk and one buurt."""
    gemeente = make_gebied("GM9998", "Verweg", inwoners=900, at=40)
    wijk = make_gebied("WK999800", "Verweg Dorp", gemeente, inwoners=900, at=40)
    make_gebied("BU99980000", "Verweg Kern", wijk, inwoners=900, at=40)
    return gemeente
