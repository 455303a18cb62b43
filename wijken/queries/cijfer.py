"""Figures in words."""

from decimal import Decimal

from django.utils.formats import number_format


def as_written(waarde: Decimal, eenheid: str = "") -> str:
    """Return a figure in Dutch notation: 1.825, 1,7 km, 58%, € 25.300."""
    plain = int(waarde) if waarde == int(waarde) else waarde.normalize()
    said = number_format(plain, force_grouping=True)
    if eenheid == "%":
        return f"{said}%"
    if eenheid.startswith("×"):
        return f"€\u00a0{number_format(int(waarde * 1000), force_grouping=True)}"
    return f"{said}\u00a0{eenheid}" if eenheid else said
