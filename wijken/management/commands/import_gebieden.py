"""`manage.py import_gebieden FILE`: areas and figures of a CBS edition."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from wijken.actions.gebied import store_gebieden
from wijken.cbs.reader import YEARS, FileError, read_file

BRON_LENGTH = 90


class Command(BaseCommand):
    """Reads a GeoJSON of CBS or PDOK; reading it again changes nothing."""

    help = "Leest gebieden en cijfers uit een GeoJSON van CBS of PDOK (WGS84)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and what an edition does not say itself."""
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--jaar", type=int, help="het jaar, als het bestand dat niet noemt")
        parser.add_argument("--bron", default="", help="de bron die bij de cijfers komt te staan")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything first, then store what is whole, and say what happened."""
        jaar, bron = options["jaar"], options["bron"].strip()
        if jaar is not None and jaar not in YEARS:
            raise CommandError(f"{jaar} is geen jaar van een indeling.")
        if len(bron) > BRON_LENGTH or not (bron.isprintable() or not bron):
            raise CommandError(f"De bron is een gewone tekst van hoogstens {BRON_LENGTH} tekens.")
        try:
            # disable=None: no progress bar without a terminal.
            with tqdm(desc="lezen", unit="B", unit_scale=True, disable=None) as bar:

                def read(at: int, total: int) -> None:
                    bar.total = total
                    bar.update(at - bar.n)

                inhoud = read_file(options["bestand"], jaar=jaar, bron=bron, progress=read)
        except FileError as error:
            raise CommandError(str(error)) from error
        with tqdm(desc="bewaren", total=len(inhoud.gebieden), disable=None) as bar:
            uitkomst = store_gebieden(gebieden=inhoud.gebieden, by=None, progress=bar.update)
        for kapot in inhoud.kapot:
            self.stderr.write(f"Overgeslagen: {kapot.code} {kapot.reason}.")
        self.stdout.write(
            f"{len(uitkomst.toegevoegd)} toegevoegd, {len(uitkomst.veranderd)} veranderd, "
            f"{len(uitkomst.gelijk)} gelijk gebleven, {len(inhoud.kapot)} overgeslagen"
            + (f", {inhoud.water} keer water." if inhoud.water else ".")
        )
