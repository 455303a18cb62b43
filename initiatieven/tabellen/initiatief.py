"""Initiatives as a file; whoever brought them in is not in it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatieven.models import Initiatief, InitiatiefStaat
from initiatieven.queries.initiatief import ORDE
from opbouw.lib.models.labels import label_of
from opbouw.lib.sheets.table import Cell, Column, Table
from wijken.models import Lijn, Thema
from wijken.tabellen.cellen import dag, keuzes, woorden


def _teruggekoppeld(one: Initiatief) -> Cell:
    told = one.teruggekoppeld_op
    return dag(one, timezone.localtime(told)) if told else None


INITIATIEVEN: Table[Initiatief] = Table(
    name="initiatieven",
    order=ORDE,
    reads=(
        "ingediend_op",
        "kenmerk",
        "titel",
        "plan",
        "nodig",
        "gebied__naam",
        "gebied__code",
        "plek",
        "thema",
        "staat",
        "lijnen",
        "lijn_waarom",
        "teruggekoppeld_op",
        "woorden_weg_op",
        "weggehaald_op",
    ),
    columns=(
        Column(_("Datum"), lambda one: dag(one, one.ingediend_op)),
        Column(_("Kenmerk"), lambda one: one.kenmerk),
        Column(_("Initiatief"), lambda one: woorden(one, one.titel)),
        Column(_("Plan"), lambda one: woorden(one, one.plan)),
        Column(_("Nodig"), lambda one: woorden(one, one.nodig)),
        Column(_("Buurt"), lambda one: one.gebied.naam),
        Column(_("Code"), lambda one: one.gebied.code),
        Column(_("Plek"), lambda one: woorden(one, one.plek)),
        Column(_("Thema"), lambda one: label_of(Thema, one.thema)),
        Column(_("Staat"), lambda one: label_of(InitiatiefStaat, one.staat)),
        Column(_("Lijnen"), lambda one: keuzes(Lijn, one.lijnen)),
        Column(_("Waarom"), lambda one: woorden(one, one.lijn_waarom)),
        Column(_("Uitkomst verteld op"), _teruggekoppeld),
    ),
)
