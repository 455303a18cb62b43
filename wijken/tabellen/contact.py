"""Contacts as a file."""

from django.utils.translation import gettext_lazy as _

from opbouw.lib.models.labels import label_of
from opbouw.lib.sheets.table import Column, Table
from wijken.models import Aantal, Contactmoment, Lijn, Thema, Vindplaats, Werksoort
from wijken.queries.contact import ORDE
from wijken.tabellen.cellen import dag, keuzes, woorden

CONTACTEN: Table[Contactmoment] = Table(
    name="contacten",
    order=ORDE,
    reads=(
        "op",
        "gebied__naam",
        "gebied__code",
        "plek",
        "vindplaats",
        "thema",
        "aantal",
        "werksoorten",
        "lijnen",
        "lijn_waarom",
        "tekst",
        "woorden_weg_op",
        "weggehaald_op",
    ),
    columns=(
        Column(_("Datum"), lambda one: dag(one, one.op)),
        Column(_("Buurt"), lambda one: one.gebied.naam),
        Column(_("Code"), lambda one: one.gebied.code),
        Column(_("Plek"), lambda one: woorden(one, one.plek)),
        Column(_("Soort plek"), lambda one: label_of(Vindplaats, one.vindplaats)),
        Column(_("Thema"), lambda one: label_of(Thema, one.thema)),
        Column(_("Aantal"), lambda one: label_of(Aantal, one.aantal)),
        Column(_("Werksoorten"), lambda one: keuzes(Werksoort, one.werksoorten)),
        Column(_("Lijnen"), lambda one: keuzes(Lijn, one.lijnen)),
        Column(_("Waarom"), lambda one: woorden(one, one.lijn_waarom)),
        Column(_("Tekst"), lambda one: woorden(one, one.tekst)),
    ),
)
