"""Residents' initiatives."""

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
    "Indiener",
    "Initiatief",
    "InitiatiefStaat",
    "InitiatiefTerugkoppeling",
]
