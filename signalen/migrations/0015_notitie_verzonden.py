from django.db import migrations, models

from opbouw.lib.database.indexes import AddIndexInUse


class Migration(migrations.Migration):
    """Beside the work: no row is written anew, and people go on writing."""

    atomic = False

    dependencies = [
        ("signalen", "0014_verantwoording"),
    ]

    operations = [
        AddIndexInUse(
            model_name="agendanotitie",
            index=models.Index(
                condition=models.Q(("verzonden_op__isnull", False)),
                fields=["organisatie", "verzonden_op"],
                name="notitie_verzonden",
            ),
        ),
    ]
