"""`manage.py terugzetten FILE`: puts a copy back into an empty place."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from opbouw.lib.backup.archive import BackupError
from opbouw.lib.backup.restore import restore


class Command(BaseCommand):
    """Puts all of it back, or nothing."""

    help = "Zet een kopie van `reservekopie` terug in een lege database en een lege map."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether to stop before the upgrade."""
        parser.add_argument("bestand", type=Path)
        parser.add_argument(
            "--niet-bijwerken", action="store_true", help="laat de tabellen zoals ze toen waren"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, and say what came back and what still has to be done by hand."""
        try:
            manifest = restore(options["bestand"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        if not options["niet_bijwerken"]:
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(
            f"{rows} rijen en {len(manifest.files)} bestanden staan terug, zoals het was op "
            f"{manifest.made}. Iedereen logt opnieuw in. Wat daarna is ingetrokken of gewist, is "
            "ook terug: doe dat opnieuw, en laat de nacht één keer draaien."
        )
