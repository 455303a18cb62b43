"""Organisation, area and member go together: the planner is told so."""

from django.db import migrations

from opbouw.lib.database.statistics import goes_together


class Migration(migrations.Migration):
    dependencies = [("signalen", "0009_snelle_lijsten")]

    operations = [
        goes_together("signalen_signaal", "organisatie_id", "gebied_id", "door_id"),
        goes_together("signalen_verhaal", "organisatie_id", "gebied_id", "door_id"),
        goes_together("signalen_agendanotitie", "organisatie_id", "gebied_id", "door_id", "aan_id"),
    ]
