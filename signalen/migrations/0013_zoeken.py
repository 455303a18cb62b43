import django.contrib.postgres.indexes
from django.db import migrations, models

import opbouw.lib.database.fulltext
from opbouw.lib.database.indexes import AddIndexInUse


class Migration(migrations.Migration):
    """Beside the work: no row is written anew, and people go on writing."""

    atomic = False

    dependencies = [
        ("signalen", "0012_bronnen_in_notitie"),
        ("wijken", "0031_zoeken"),
    ]

    operations = [
        AddIndexInUse(
            model_name="signaal",
            index=django.contrib.postgres.indexes.GinIndex(
                opbouw.lib.database.fulltext.Searched(
                    opbouw.lib.database.fulltext.Words(
                        "titel", "tekst", "kring", "kring_waar", "lijn_waarom"
                    ),
                    opbouw.lib.database.fulltext.Owner("organisatie"),
                ),
                condition=models.Q(
                    ("weggehaald_op__isnull", True), ("woorden_weg_op__isnull", True)
                ),
                name="signaal_zoeken",
            ),
        ),
    ]
