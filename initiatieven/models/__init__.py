"""Residents' initiatives."""

from initiatieven.models.bewonersbericht import Bewonersbericht
from initiatieven.models.initiatief import (
    UITKOMSTEN,
    Bericht,
    Indiener,
    Initiatief,
    InitiatiefStaat,
    InitiatiefTerugkoppeling,
)

__all__ = [
    "UITKOMSTEN",
    "Bericht",
    "Bewonersbericht",
    "Indiener",
    "Initiatief",
    "InitiatiefStaat",
    "InitiatiefTerugkoppeling",
]
