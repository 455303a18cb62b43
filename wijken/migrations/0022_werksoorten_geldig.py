from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """Read the rows for the constraint that now holds for new ones; people go on writing."""

    dependencies = [
        ("wijken", "0021_noteer"),
    ]

    operations = [
        ValidateConstraint(model_name="contactmoment", name="contact_werksoorten"),
    ]
