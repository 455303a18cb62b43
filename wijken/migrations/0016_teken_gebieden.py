from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wijken.actions.tekening import drawings


def draw(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Work out how the areas that are stored already are drawn, one gemeente at a time."""
    Gebied = apps.get_model("wijken", "Gebied")
    Tekening = apps.get_model("wijken", "Tekening")
    editions = Gebied.objects.filter(vorm__isnull=False).values_list("gemeentecode", "jaar")
    for gemeentecode, jaar in editions.distinct().order_by("gemeentecode", "jaar"):
        areas = list(
            Gebied.objects.filter(gemeentecode=gemeentecode, jaar=jaar).only("code", "vorm")
        )
        drawn = drawings(areas)
        Tekening.objects.bulk_create(
            Tekening(gebied=area, dichtbij=near.stored(), ver=far.stored())
            for area in areas
            if area.code in drawn
            for near, far in [drawn[area.code]]
        )


class Migration(migrations.Migration):
    """Draws what an earlier release stored."""

    dependencies = [("wijken", "0015_tekening")]

    operations = [migrations.RunPython(draw, migrations.RunPython.noop)]
