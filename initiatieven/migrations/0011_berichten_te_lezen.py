from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations, models

from opbouw.lib.database.indexes import AddIndexInUse


class Migration(migrations.Migration):
    """What residents wrote by initiative: the menu of every page counts those, people go on."""

    atomic = False

    dependencies = [
        ("initiatieven", "0010_samenhang"),
    ]

    operations = [
        AddIndexInUse(
            model_name="bewonersbericht",
            index=models.Index(
                condition=models.Q(("gelezen_op__isnull", True)),
                fields=["organisatie", "initiatief", "op"],
                name="bewonersbericht_te_lezen",
            ),
        ),
        RemoveIndexConcurrently(
            model_name="bewonersbericht",
            name="bewonersbericht_ongelezen",
        ),
    ]
