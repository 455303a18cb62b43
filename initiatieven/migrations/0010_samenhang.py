"""Organisation, area and member go together: the planner is told so."""

from django.db import migrations

from opbouw.lib.database.statistics import goes_together


class Migration(migrations.Migration):
    dependencies = [("initiatieven", "0009_snelle_lijsten")]

    operations = [
        goes_together("initiatieven_initiatief", "organisatie_id", "gebied_id", "begeleider_id"),
    ]
