"""Residents' initiatives."""

from initiatieven.models.bewaarde_volglink import BewaardeVolglink
from initiatieven.models.bewonersbericht import Bewonersbericht
from initiatieven.models.contactpersoon import Contactpersoon, Grond
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
    "BewaardeVolglink",
    "Bewonersbericht",
    "Contactpersoon",
    "Grond",
    "Indiener",
    "Initiatief",
    "InitiatiefStaat",
    "InitiatiefTerugkoppeling",
]
