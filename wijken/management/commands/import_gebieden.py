"""`manage.py import_gebieden FILE`: areas and figures of a CBS edition."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from wijken.actions.gebied import store_gebieden
from wijken.cbs.names import read_names
from wijken.cbs.reader import YEARS, FileError, read_file
from wijken.management.commands.opvolging import (
    BRON,
    read_successors,
    report,
    store_successors,
)

BRON_LENGTH = 90


class Command(BaseCommand):
    """Reads a file of areas; reading it again changes nothing."""

    help = "Leest gebieden en cijfers uit een GeoPackage, een GeoJSON of een Shapefile als zip."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and what an edition does not say itself."""
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--jaar", type=int, help="het jaar, als het bestand dat niet noemt")
        parser.add_argument("--bron", default="", help="de bron die bij de cijfers komt te staan")
        parser.add_argument(
            "--naam", action="append", default=[], metavar="CODE=NAAM",
            help="een naam die het bestand niet heeft of verkeerd heeft: GM0363=Amsterdam",
        )  # fmt: skip
        parser.add_argument(
            "--opvolging", type=Path, metavar="TABEL", help="een CSV met oude en nieuwe code"
        )
        parser.add_argument("--namen", type=Path, help="een CSV met per regel code;naam")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything first, then store what is whole, and say what happened."""
        jaar, bron = options["jaar"], options["bron"].strip()
        if jaar is not None and jaar not in YEARS:
            raise CommandError(f"{jaar} is geen jaar van een indeling.")
        if len(bron) > BRON_LENGTH or not (bron.isprintable() or not bron):
            raise CommandError(f"De bron is een gewone tekst van hoogstens {BRON_LENGTH} tekens.")
        try:
            # disable=None: no progress bar without a terminal.
            with tqdm(desc="lezen", bar_format="{l_bar}{bar}", disable=None) as bar:

                def read(at: int, total: int) -> None:
                    bar.total = total
                    bar.n = at
                    bar.update(0)

                inhoud = read_file(
                    options["bestand"],
                    jaar=jaar,
                    bron=bron,
                    progress=read,
                    namen=read_names(options["namen"], options["naam"]),
                )
        except FileError as error:
            raise CommandError(str(error)) from error
        for reden in inhoud.overgeslagen():
            self.stderr.write(f"Overgeslagen: {reden}")
        for opmerking in inhoud.opmerkingen:
            self.stderr.write(f"Let op: {opmerking}")
        if not inhoud.gebieden:
            raise CommandError("Er is niets bewaard.")
        newest = max(gebied.jaar for gebied in inhoud.gebieden)
        table = options["opvolging"]
        rijen = read_successors(table) if table else []
        with tqdm(desc="bewaren", total=len(inhoud.gebieden), disable=None) as bar:
            uitkomst = store_gebieden(gebieden=inhoud.gebieden, by=None, progress=bar.update)
        for opmerking in uitkomst.opmerkingen():
            self.stderr.write(f"Let op: {opmerking}")
        also = {"keer water": inhoud.water, "keer buitenland": inhoud.buitenland}
        self.stdout.write(
            f"{len(uitkomst.toegevoegd)} toegevoegd, {len(uitkomst.veranderd)} veranderd, "
            f"{len(uitkomst.gelijk)} gelijk gebleven, {len(inhoud.kapot)} overgeslagen"
            + "".join(f", {count} {what}" for what, count in also.items() if count)
            + "."
        )
        if rijen:
            self.stdout.write(store_successors(rijen, newest, bron or BRON))
        for line in report(newest):
            self.stdout.write(line)
