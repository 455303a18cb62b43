"""What is there already, as a file."""

from django.utils.translation import gettext_lazy as _

from opbouw.lib.models.labels import label_of
from opbouw.lib.sheets.table import Column, Table
from wijken.models import Bron, BronSoort, Thema
from wijken.queries.bron import ORDE
from wijken.tabellen.cellen import zonder_persoon

BRONNEN: Table[Bron] = Table(
    name="bronnen",
    order=ORDE,
    reads=(
        "naam",
        "soort",
        "omschrijving",
        "gebied__naam",
        "gebied__code",
        "thema",
        "genoemd_op",
        "bevestigd_op",
        "gearchiveerd_op",
        "archief_want",
    ),
    columns=(
        Column(_("Naam"), lambda one: zonder_persoon(one.naam)),
        Column(_("Soort"), lambda one: label_of(BronSoort, one.soort)),
        Column(_("Omschrijving"), lambda one: zonder_persoon(one.omschrijving)),
        Column(_("Buurt"), lambda one: one.gebied.naam),
        Column(_("Code"), lambda one: one.gebied.code),
        Column(_("Thema"), lambda one: label_of(Thema, one.thema)),
        Column(_("Genoemd op"), lambda one: one.genoemd_op),
        Column(_("Nagekeken op"), lambda one: one.bevestigd_op),
        Column(_("In het archief sinds"), lambda one: one.weg_op),
        Column(
            _("Waarom in het archief"),
            lambda one: zonder_persoon(one.waarom_weg) if one.weg_op else "",
        ),
    ),
)
