"""A hundred organisations of very unequal size, made inside the database within seconds."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.scale.filling import execute
from tests.bench.scale.people import make_people
from tests.bench.scale.places import make_places
from tests.bench.scale.rows import FILLED, make_rows
from tests.bench.scale.shares import Country
from wijken.models import Gebied, Lidmaatschap, Organisatie

CONTACTS = 100_000
# Before that: a list asks no more among many than among these.
FEW = 2_000
COUNTRY = Country()


@dataclass(frozen=True)
class OneOfEach:
    """Who and what the measurements are about."""

    lid: Lidmaatschap
    organisatie: Organisatie
    buurt: Gebied
    lege_buurt: Gebied


def make_world() -> OneOfEach:
    """Make areas, organisations and their members; return those of the largest."""
    make_places(COUNTRY)
    make_people(COUNTRY)
    organisatie = Organisatie.objects.get(slug="welzijn-1")
    # Works in three of the wijken.
    lid = Lidmaatschap.objects.filter(organisatie=organisatie).order_by("pk")[0]
    return OneOfEach(
        lid,
        organisatie,
        buurt=Gebied.objects.get(code="BU99990000"),
        lege_buurt=Gebied.objects.filter(gemeentecode="GM9999", soort="buurt").latest("code"),
    )


def fill(contacts: int, say: Callable[[str], None]) -> None:
    """Fill every table anew with the work of a hundred organisations."""
    tables = ", ".join(model._meta.db_table for model in FILLED)
    execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    make_rows(COUNTRY, contacts, say)
