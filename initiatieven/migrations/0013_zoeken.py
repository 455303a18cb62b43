import django.contrib.postgres.indexes
from django.db import migrations, models

import opbouw.lib.database.fulltext
from opbouw.lib.database.indexes import AddIndexInUse


class Migration(migrations.Migration):
    """Beside the work: no row is written anew, and people go on writing."""

    atomic = False

    dependencies = [
        ("initiatieven", "0012_contactpersoon"),
        ("wijken", "0031_zoeken"),
    ]

    operations = [
        AddIndexInUse(
            model_name="initiatief",
            index=django.contrib.postgres.indexes.GinIndex(
                opbouw.lib.database.fulltext.Searched(
                    opbouw.lib.database.fulltext.Words(
                        "titel", "plan", "nodig", "plek", "lijn_waarom"
                    ),
                    opbouw.lib.database.fulltext.Owner("organisatie"),
                ),
                condition=models.Q(
                    ("weggehaald_op__isnull", True), ("woorden_weg_op__isnull", True)
                ),
                name="initiatief_zoeken",
            ),
        ),
    ]
