from django.db import migrations, models

from opbouw.lib.database.indexes import AddIndexInUse


class Migration(migrations.Migration):
    """Beside the work, and to be run again when it was broken off."""

    atomic = False

    dependencies = [
        ("wijken", "0023_ronde"),
    ]

    operations = [
        AddIndexInUse(
            model_name="contactmoment",
            index=models.Index(
                condition=models.Q(("ronde__isnull", False)),
                fields=["ronde"],
                name="contact_van_ronde",
            ),
        ),
    ]
