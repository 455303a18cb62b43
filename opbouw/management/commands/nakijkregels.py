"""Brings the table of the check on free text that the browser reads up to date."""

from django.core.management import BaseCommand

from opbouw.lib.text.device import TABLE, module


class Command(BaseCommand):
    """`manage.py nakijkregels`; a test sees whether it has to run."""

    help = "Writes static/js/lib/text/table.js from the rules in opbouw/lib/text."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        """Write the file anew."""
        TABLE.parent.mkdir(parents=True, exist_ok=True)
        TABLE.write_text(module(), encoding="utf-8")
