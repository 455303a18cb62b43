import django.contrib.postgres.indexes
from django.db import migrations, models

import opbouw.lib.database.fulltext
from opbouw.lib.database.indexes import AddIndexInUse


class Migration(migrations.Migration):
    """Beside the work: no row is written anew, and people go on writing."""

    atomic = False

    dependencies = [
        ("wijken", "0030_zoekfilter"),
    ]

    operations = [
        AddIndexInUse(
            model_name="bron",
            index=django.contrib.postgres.indexes.GinIndex(
                opbouw.lib.database.fulltext.Searched(
                    opbouw.lib.database.fulltext.Words("naam", "omschrijving"),
                    opbouw.lib.database.fulltext.Owner("organisatie"),
                ),
                name="bron_zoeken",
            ),
        ),
        AddIndexInUse(
            model_name="contactmoment",
            index=django.contrib.postgres.indexes.GinIndex(
                opbouw.lib.database.fulltext.Searched(
                    opbouw.lib.database.fulltext.Words("plek", "tekst", "lijn_waarom"),
                    opbouw.lib.database.fulltext.Owner("organisatie"),
                ),
                condition=models.Q(
                    ("weggehaald_op__isnull", True), ("woorden_weg_op__isnull", True)
                ),
                name="contact_zoeken",
            ),
        ),
    ]
