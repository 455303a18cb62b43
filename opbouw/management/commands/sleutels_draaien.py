"""`manage.py sleutels_draaien`: everything encrypted goes under the newest key."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from initiatieven.actions.volglink import keep_links
from opbouw.lib.rotation import Table, left_behind, rotate, tables

# Allauth keeps the secrets of second factors in JSON, encrypted by our adapter.
IN_JSON = (Table(Authenticator, json=("data",)),)


class Command(BaseCommand):
    """Run it with the new key in front; it says at the end whether the old one may go."""

    help = "Versleutelt alles opnieuw met de nieuwste sleutel en zegt of de oude weg mag."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to look only."""
        parser.add_argument("--kijk", action="store_true", help="alleen kijken, niets schrijven")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate each table, look over all of them again, and tell what was found."""
        found = tables(IN_JSON)
        lost = 0
        if not options["kijk"]:
            for table in found:
                rotate(table, progress=self._progress(table.name))
            lost = keep_links(progress=self._progress("volglinks"))
        old = damaged = 0
        for table in found:
            left = left_behind(table)
            if left.old or left.damaged:
                self.stdout.write(f"{table.name}: {left.old} oud, {left.damaged} onleesbaar.")
            old, damaged = old + left.old, damaged + left.damaged
        if lost:
            self.stdout.write(f"{lost} volglinks kan geen enkele sleutel meer maken.")
        self._tell(old, damaged)

    def _progress(self, name: str) -> Callable[[int], None]:
        seen = 0

        def progress(count: int) -> None:
            nonlocal seen
            seen += count
            self.stdout.write(f"{name}: {seen} rijen nagekeken.")

        return progress

    def _tell(self, old: int, damaged: int) -> None:
        if damaged:
            raise CommandError(
                f"{damaged} rijen leest geen enkele sleutel, {old} rijen staan onder een oude. "
                "Zet eerst de sleutel terug die ontbreekt. Haal nog niets weg."
            )
        if old:
            raise CommandError(
                f"{old} rijen staan nog onder een oude sleutel. Herstart eerst alle processen met "
                "de nieuwe sleutel vooraan, en draai dit dan nog eens. Haal nog niets weg."
            )
        self.stdout.write("0 rijen onder een oude sleutel.")
        if len(settings.FIELD_KEYS) > 1:
            self.stdout.write("Alleen de eerste sleutel van FIELD_KEYS is nog nodig.")
