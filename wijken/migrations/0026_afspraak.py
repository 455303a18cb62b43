import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

OPEN = models.Q(("gedaan_op__isnull", True), ("vervallen_op__isnull", True))


class Migration(migrations.Migration):
    dependencies = [
        ("wijken", "0025_foto"),
    ]

    operations = [
        migrations.CreateModel(
            name="Afspraak",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sleutel", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("afdruk", models.CharField(blank=True, editable=False, max_length=64)),
                ("weggehaald_op", models.DateTimeField(blank=True, editable=False, null=True)),
                ("wat", models.CharField(max_length=200)),
                ("op", models.DateField()),
                (
                    "gemaakt_op",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("overgedragen_op", models.DateTimeField(blank=True, editable=False, null=True)),
                ("gedaan_op", models.DateTimeField(blank=True, editable=False, null=True)),
                ("vervallen_op", models.DateTimeField(blank=True, editable=False, null=True)),
                ("vervallen_want", models.CharField(blank=True, max_length=200)),
                (
                    "bij",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wijken.lidmaatschap",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="afspraken",
                        to="wijken.contactmoment",
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wijken.lidmaatschap",
                    ),
                ),
                (
                    "dubbel_van",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="dubbels",
                        to="wijken.afspraak",
                    ),
                ),
                (
                    "gebied",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wijken.gebied",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wijken.organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "afspraken",
                "ordering": ["op", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("dubbel_van__isnull", False)),
                        fields=["dubbel_van"],
                        name="afspraak_twee",
                    ),
                    models.Index(
                        condition=OPEN, fields=["bij", "op", "id"], name="afspraak_belofte"
                    ),
                    models.Index(
                        condition=OPEN, fields=["organisatie", "op", "id"], name="afspraak_open"
                    ),
                    models.Index(
                        condition=models.Q(("contact__isnull", False)),
                        fields=["contact", "op", "id"],
                        name="afspraak_van_contact",
                    ),
                    models.Index(fields=["organisatie", "gemaakt_op"], name="afspraak_te_bewaren"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisatie", "sleutel"), name="afspraak_eenmaal"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gedaan_op__isnull", True),
                            ("vervallen_op__isnull", True),
                            _connector="OR",
                        ),
                        name="afspraak_een_einde",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verplaatsing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sleutel", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("afdruk", models.CharField(blank=True, editable=False, max_length=64)),
                ("weggehaald_op", models.DateTimeField(blank=True, editable=False, null=True)),
                ("van", models.DateField()),
                ("naar", models.DateField()),
                ("want", models.CharField(max_length=200)),
                ("op", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "afspraak",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verplaatsingen",
                        to="wijken.afspraak",
                    ),
                ),
                (
                    "door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wijken.lidmaatschap",
                    ),
                ),
                (
                    "dubbel_van",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="dubbels",
                        to="wijken.verplaatsing",
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wijken.organisatie",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "verplaatsingen",
                "ordering": ["op", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("dubbel_van__isnull", False)),
                        fields=["dubbel_van"],
                        name="verplaatsing_twee",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisatie", "sleutel"), name="verplaatsing_eenmaal"
                    )
                ],
            },
        ),
    ]
