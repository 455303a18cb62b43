from django.db import migrations, models

from opbouw.lib.database.indexes import AddIndexInUse


class Migration(migrations.Migration):
    """Beside the work, and to be run again when it was broken off."""

    atomic = False

    dependencies = [
        ("wijken", "0036_invultijd"),
    ]

    operations = [
        AddIndexInUse(
            model_name="contactmoment",
            index=models.Index(
                condition=models.Q(("overzetting__isnull", False)),
                fields=["organisatie", "afdruk"],
                name="contact_overgezet_zelfde",
            ),
        ),
    ]
