from django.db import migrations, models

from opbouw.lib.database.indexes import AddIndexInUse


class Migration(migrations.Migration):
    """Apart from its column: beside the work, and to be run again when it was broken off."""

    atomic = False

    dependencies = [
        ("wijken", "0016_teken_gebieden"),
    ]

    operations = [
        AddIndexInUse(
            model_name="contactmoment",
            index=models.Index(
                condition=models.Q(("afspraak_bij__isnull", False)),
                fields=["afspraak_bij"],
                name="contact_overgedragen",
            ),
        ),
    ]
