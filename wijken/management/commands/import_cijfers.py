"""`manage.py import_cijfers FILE`: figures of areas that are stored already."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from wijken.actions.cijfer import store_cijfers
from wijken.cbs.inhoud import FileError
from wijken.cijfers.getal import YEARS
from wijken.cijfers.oorzaken import RijError
from wijken.cijfers.reader import BRON, read_cijfers
from wijken.cijfers.tekst import said
from wijken.cijfers.verslag import sentences
from wijken.queries.cijfer import known_figures


class Command(BaseCommand):
    """Reads a CSV or JSON with a column of codes; reading it again changes nothing."""

    help = "Leest cijfers (CSV of JSON) in bij gebieden die er al zijn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and what it does not say itself."""
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--jaar", type=int, help="het jaar, waar het bestand dat niet noemt")
        parser.add_argument("--bron", default="", help="de bron, waar het bestand die niet noemt")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything first, then store what is whole, and say what happened."""
        jaar = options["jaar"]
        if jaar is not None and jaar not in YEARS:
            raise CommandError(f"{jaar} is geen jaar van een indeling.")
        try:
            bron = said(options["bron"], "een bron", BRON)
            # disable=None: no progress bar without a terminal.
            with tqdm(desc="lezen", disable=None) as bar:

                def read(at: int, total: int) -> None:
                    bar.total = total
                    bar.update(at - bar.n)

                bestand = read_cijfers(
                    options["bestand"], jaar=jaar, bron=bron, bekend=known_figures(), progress=read
                )
        except RijError as error:
            raise CommandError(f"De bron is {error.reason}.") from error
        except FileError as error:
            raise CommandError(f"{options['bestand'].name}: {error}") from error
        by_code = {code: list(own.values()) for code, own in bestand.cijfers.items()}
        with tqdm(desc="bewaren", total=len(by_code), disable=None) as bar:
            uitkomst = store_cijfers(cijfers=by_code, by=None, progress=bar.update)
        for sentence in sentences(bestand, uitkomst):
            self.stderr.write(sentence)
        counts = (
            f"{uitkomst.toegevoegd} toegevoegd, {uitkomst.veranderd} veranderd, "
            f"{uitkomst.gelijk} gelijk gebleven."
        )
        if not uitkomst.bewaard:
            raise CommandError(f"Er is niets bewaard: {counts}")
        self.stdout.write(counts)
