"""Figures in words."""

import re
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wijken.models import Cijfer

# By how its name begins, what a percentage is a part of: 58% of the households are not 58% of
# the people. What matches nothing says no more than its name.
HUISHOUDENS = re.compile(r"(eenpersoons)?huishoudens\b", re.IGNORECASE)
WONINGEN = re.compile(r"(eigen )?(koop|huur)?woningen\b", re.IGNORECASE)
JONGEREN = re.compile(r"jongeren\b", re.IGNORECASE)
MENSEN = re.compile(
    r"(mensen|personen|inwoners|bewoners)\b|(jonger dan )?\d+ (tot \d+ )?jaar\b", re.IGNORECASE
)


def as_written(waarde: Decimal, eenheid: str = "") -> str:
    """Return a figure in Dutch notation: 1.825, 1,7 km, 58%, € 25.300."""
    plain = int(waarde) if waarde == int(waarde) else waarde.normalize()
    said = number_format(plain, force_grouping=True)
    if eenheid == "%":
        return f"{said}%"
    if eenheid.startswith("×"):
        return f"€\u00a0{number_format(int(waarde * 1000), force_grouping=True)}"
    return f"{said}\u00a0{eenheid}" if eenheid else said


def with_whole(naam: str, waarde: Decimal, eenheid: str) -> str:
    """Return a figure as it is written, a percentage with what it is a part of."""
    said, whole = as_written(waarde, eenheid), _whole(naam) if eenheid == "%" else ""
    return f"{said} {whole}" if whole else said


def _whole(naam: str) -> str:
    if HUISHOUDENS.match(naam):
        return _("van de huishoudens")
    if WONINGEN.match(naam):
        return _("van de woningen")
    if JONGEREN.match(naam):
        return _("van de jongeren")
    return _("van de mensen") if MENSEN.match(naam) else ""


def known_figures() -> dict[str, tuple[str, str]]:
    """Return the name and the unit of each key that is stored, as it was written last."""
    rows = Cijfer.objects.order_by("sleutel", "-jaar", "-pk").distinct("sleutel")
    return {
        key: (naam, eenheid)
        for key, naam, eenheid in rows.values_list("sleutel", "naam", "eenheid")
    }
