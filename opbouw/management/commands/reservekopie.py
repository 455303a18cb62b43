"""`manage.py reservekopie FILE`: one consistent copy of database and files."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from opbouw.lib.backup.archive import Manifest
from opbouw.lib.backup.write import private_file, write_backup


class Command(BaseCommand):
    """Writes a new file that only its owner can read, or to standard output."""

    help = "Maakt één kopie van de database en de bestanden, terwijl iedereen doorwerkt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("bestand", help="een nieuw bestand (.tar.gz), of - voor de uitvoer")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and say what it holds; the words go beside the copy, never into it."""
        try:
            manifest = self.write(options["bestand"])
        except FileExistsError as error:
            raise CommandError(
                f"{options['bestand']} bestaat al. Kies een andere naam: een kopie gaat nooit over "
                "een andere heen."
            ) from error
        except OSError as error:
            raise CommandError(
                f"De kopie kon niet worden geschreven ({error.strerror}). Er is niets bewaard."
            ) from error
        rows = sum(table.rows for table in manifest.tables.values())
        self.stderr.write(
            f"{rows} rijen in {len(manifest.tables)} tabellen en {len(manifest.files)} bestanden, "
            f"zoals het was op {manifest.made}. Bewaar FIELD_KEYS op een andere plek."
        )

    def write(self, name: str) -> Manifest:
        """Write to the file, or to standard output."""
        if name == "-":
            return write_backup(sys.stdout.buffer)
        path = Path(name)
        if path.exists():
            raise FileExistsError(name)
        with private_file(path) as target:
            return write_backup(target)
