"""Organisation, area and member go together: the planner is told so."""

from django.db import migrations

from opbouw.lib.database.statistics import goes_together


class Migration(migrations.Migration):
    dependencies = [("wijken", "0010_snelle_lijsten")]

    operations = [
        goes_together("wijken_contactmoment", "organisatie_id", "gebied_id", "door_id"),
    ]
