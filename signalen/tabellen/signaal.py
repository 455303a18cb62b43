"""Signals as a file."""

from django.utils.translation import gettext_lazy as _

from opbouw.lib.models.labels import label_of
from opbouw.lib.sheets.table import Column, Table
from signalen.models import Signaal, SignaalStaat
from signalen.queries.signaal import ORDE
from wijken.models import Lijn, Thema
from wijken.tabellen.cellen import dag, keuzes, woorden

SIGNALEN: Table[Signaal] = Table(
    name="signalen",
    order=ORDE,
    reads=(
        "op",
        "gebied__naam",
        "gebied__code",
        "titel",
        "tekst",
        "thema",
        "kring",
        "kring_waar",
        "staat",
        "lijnen",
        "lijn_waarom",
        "zonder_duiding_want",
        "niet_op_de_agenda_want",
        "woorden_weg_op",
        "weggehaald_op",
    ),
    columns=(
        Column(_("Datum"), lambda one: dag(one, one.op)),
        Column(_("Buurt"), lambda one: one.gebied.naam),
        Column(_("Code"), lambda one: one.gebied.code),
        Column(_("Signaal"), lambda one: woorden(one, one.titel)),
        Column(_("Tekst"), lambda one: woorden(one, one.tekst)),
        Column(_("Thema"), lambda one: label_of(Thema, one.thema)),
        Column(_("Van wie"), lambda one: woorden(one, one.kring)),
        Column(_("Waar te vinden"), lambda one: woorden(one, one.kring_waar)),
        Column(_("Staat"), lambda one: label_of(SignaalStaat, one.staat)),
        Column(_("Lijnen"), lambda one: keuzes(Lijn, one.lijnen)),
        Column(_("Waarom"), lambda one: woorden(one, one.lijn_waarom)),
        Column(_("Zonder duiding, want"), lambda one: woorden(one, one.zonder_duiding_want)),
        Column(_("Niet op de agenda, want"), lambda one: woorden(one, one.niet_op_de_agenda_want)),
    ),
)
