"""Editions of an invented division, for the tests of what changes between them.

2024: gemeenten Zonderwater (9999) and Verweg (9998). In 2025 Verweg is merged into Zonderwater:
its only buurt becomes BU99990200; Klaverveld (BU99990100) is renumbered BU99990105; Kade
(BU99990000) is split into BU99990003 and BU99990004; Werf disappears from every table.
"""

from __future__ import annotations

from collections.abc import Iterable

from wijken.actions.gebied import NieuwGebied, Uitkomst, store_gebieden
from wijken.actions.opvolging import NieuweOpvolging, store_opvolging
from wijken.models import Gebied

NAMEN = {
    "GM9999": "Zonderwater", "WK999900": "Oude Haven", "WK999901": "De Weide",
    "WK999902": "Verweg Dorp", "BU99990000": "Kade", "BU99990001": "Werf",
    "BU99990003": "Kade Noord", "BU99990004": "Kade Zuid", "BU99990100": "Klaverveld",
    "BU99990105": "Klaverveld", "BU999901A1": "Molenhoek", "BU99990200": "Verweg Kern",
    "GM9998": "Verweg", "WK999800": "Verweg Dorp", "BU99980000": "Verweg Kern",
}  # fmt: skip
ZONDERWATER_2024 = (
    "GM9999", "WK999900", "WK999901", "BU99990000", "BU99990001", "BU99990100", "BU999901A1",
)  # fmt: skip
VERWEG_2024 = ("GM9998", "WK999800", "BU99980000")
SAMEN_2025 = (
    "GM9999", "WK999900", "WK999901", "WK999902", "BU99990003", "BU99990004", "BU99990105",
    "BU999901A1", "BU99990200",
)  # fmt: skip
TABEL: tuple[tuple[str, str], ...] = (
    ("GM9998", "GM9999"),
    ("WK999800", "WK999902"),
    ("BU99980000", "BU99990200"),
    ("BU99990100", "BU99990105"),
    ("BU99990000", "BU99990003"),
    ("BU99990000", "BU99990004"),
)


def edition(jaar: int, codes: Iterable[str]) -> Uitkomst:
    """Store an edition of these areas, each with an outline of its own."""
    return store_gebieden(
        gebieden=[
            NieuwGebied(code, jaar, NAMEN.get(code, code), "Verzonnen", vorm=outline(code))
            for code in codes
        ],
        by=None,
    )


def outline(code: str) -> dict[str, object]:
    """Return a square that no other code has."""
    west, south = 5 + int(code[2:6]) / 1e5, 52 + sum(map(ord, code[6:])) / 1e4 + len(code) / 10
    east, north = west + 0.0001, south + 0.0001
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def table(*rows: tuple[str, str], jaar: int = 2025) -> int:
    """Store a table of successors."""
    rijen = [NieuweOpvolging(oud, nieuw) for oud, nieuw in rows]
    return store_opvolging(rijen=rijen, jaar=jaar, bron="Verzonnen", by=None)


def old_and_new(*, tabel: bool = True) -> None:
    """Store both editions, and the table unless it comes later."""
    edition(2024, ZONDERWATER_2024)
    edition(2024, VERWEG_2024)
    if tabel:
        table(*TABEL)
    edition(2025, SAMEN_2025)


def area(code: str, jaar: int) -> Gebied:
    """Return one area of one edition."""
    return Gebied.objects.get(code=code, jaar=jaar)


def state(code: str, jaar: int) -> tuple[bool, list[str], bool]:
    """Return whether an area is current, under which codes it is found, and whether it is gone."""
    found = area(code, jaar)
    return found.actueel, found.opvolgers, found.vervallen
