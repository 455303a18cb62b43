"""Residents' initiatives."""

from initiatieven.models.initiatief import (
    UITKOMSTEN,
    Bericht,
    Indiener,
    Initiatief,
    InitiatiefStaat,
    InitiatiefTerugkoppeling,
)
from initiatieven.models.kenmerk import KenmerkTeller

__all__ = [
    "UITKOMSTEN",
    "Bericht",
    "Indiener",
    "Initiatief",
    "InitiatiefStaat",
    "InitiatiefTerugkoppeling",
    "KenmerkTeller",
]
