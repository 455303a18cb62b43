"""`manage.py opvolging`: a table of successors, and what a new division left without one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from wijken.actions.opvolging import (
    NieuweOpvolging,
    hold_division,
    refresh_opvolging,
    store_opvolging,
)
from wijken.actions.werkgebied import end_gebieden, move_gebieden
from wijken.cbs.opvolging import TableError, read_table
from wijken.cbs.reader import YEARS
from wijken.models import Organisatie
from wijken.queries.opvolging import (
    Verhuizing,
    moves_of_members,
    moves_of_organisations,
    without_successor,
)

SHOWN = 20
BRON = "CBS"


class Command(BaseCommand):
    """Reads a table old → new, says what has no successor, and moves or ends working areas."""

    help = "Leest een tabel oude → nieuwe code, en zegt welke gebieden geen opvolger hebben."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the table, its year, and what to do with working areas."""
        parser.add_argument("tabel", type=Path, nargs="?", help="CSV met oude en nieuwe code")
        parser.add_argument("--jaar", type=int, help="de indeling waarin de nieuwe codes gelden")
        parser.add_argument("--bron", default=BRON, help="waar de tabel vandaan komt")
        parser.add_argument(
            "--verplaats", action="store_true", help="zet werkgebieden over op hun opvolgers"
        )
        parser.add_argument(
            "--beeindig", action="store_true", help="haal werkgebieden zonder opvolger weg"
        )
        parser.add_argument("--organisatie", help="alleen van deze organisatie (de slug)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Store the table, act if asked, and say what is left."""
        jaar = options["jaar"]
        if options["tabel"] is not None:
            if jaar not in YEARS:
                raise CommandError("Geef het jaar van de nieuwe codes mee met --jaar.")
            rijen = read_successors(options["tabel"])
            self.stdout.write(store_successors(rijen, jaar, options["bron"]))
        else:
            with transaction.atomic():
                hold_division()
                refresh_opvolging()
        organisatie = None
        if options["organisatie"]:
            organisatie = Organisatie.objects.filter(slug=options["organisatie"]).first()
            if organisatie is None:
                raise CommandError(f"Er is geen organisatie {options['organisatie']}.")
        for one in (*moves_of_organisations(organisatie), *moves_of_members(organisatie)):
            if options["verplaats"]:
                move_gebieden(wie=one.wie, by=None)
            if options["beeindig"]:
                end_gebieden(wie=one.wie, by=None)
        for line in report(jaar):
            self.stdout.write(line)


def read_successors(path: Path) -> list[NieuweOpvolging]:
    """Return the lines of a table; raises CommandError."""
    try:
        return read_table(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path.name} is niet te lezen: {error.strerror}.") from error
    except TableError as error:
        raise CommandError(str(error)) from error


def store_successors(rijen: list[NieuweOpvolging], jaar: int, bron: str) -> str:
    """Store these lines, and return what was done in one sentence."""
    codes = store_opvolging(rijen=rijen, jaar=jaar, bron=bron, by=None)
    return f"Opvolging {jaar}: {len(rijen)} regels, van {codes} codes nieuw of veranderd."


def report(jaar: int | None) -> list[str]:
    """Return in words what has no successor, who works there, and what can be done about it."""
    found = without_successor(jaar)
    lines = []
    if found.gebieden:
        names = [f"{area.code} {area.naam}" for area in found.gebieden]
        lines.append(f"Zonder opvolger: {_some(names)}.")
    if found.achtergebleven:
        names = [
            f"{one.gemeente.naam} ({one.gemeente.jaar})"
            + (f", wacht op {_some(one.wacht_op)}" if one.wacht_op else "")
            for one in found.achtergebleven
        ]
        lines.append(f"Nog uit een oudere indeling: {_some(names)}.")
    moves = [*moves_of_organisations(), *moves_of_members()]
    lines += [_said(one) for one in moves]
    if any(one.verder for one in moves):
        lines.append("Verplaatsen: manage.py opvolging --verplaats, of /beheer/opvolging/.")
    if any(one.weg for one in moves):
        lines.append("Beëindigen: manage.py opvolging --beeindig, of /beheer/opvolging/.")
    return lines


def _said(one: Verhuizing) -> str:
    # A name of a person does not belong in a log; the number leads to it in the administration.
    who = one.naam if isinstance(one.wie, Organisatie) else f"Lid {one.wie.pk}"
    steps = [
        f"{step.oud.code} → {', '.join(area.code for area in step.nieuw) or 'geen opvolger'}"
        for step in one.verplaatsingen
    ]
    return f"{who}: {_some(steps)}."


def _some(words: list[str]) -> str:
    rest = len(words) - SHOWN
    return "; ".join(words[:SHOWN]) + (f"; en nog {rest}" if rest > 0 else "")
