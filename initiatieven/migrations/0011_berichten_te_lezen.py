from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations, models

from opbouw.lib.database.indexes import AddIndexInUse


class Migration(migrations.Migration):
    """An index of what residents wrote, by initiative, for the number in the menu of every page.

    People go on writing meanwhile.
    """

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
