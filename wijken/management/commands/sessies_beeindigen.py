"""`manage.py sessies_beeindigen EMAIL`, or `--alle`: log an account, or everybody, out."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijken.actions.sessie import end_sessions
from wijken.models import Gebruiker
from wijken.queries.lid import account_with


class Command(BaseCommand):
    """For an account that was broken into, or when a key of the site has leaked."""

    help = "Beëindigt alle sessies van een account, of met --alle die van iedereen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address of the account, or everybody."""
        wanted = parser.add_mutually_exclusive_group(required=True)
        wanted.add_argument("email", nargs="?")
        wanted.add_argument("--alle", action="store_true", help="van iedereen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how many there were."""
        if options["alle"]:
            everybody = Gebruiker.objects.order_by("pk").iterator()
            ended = sum(end_sessions(of=gebruiker, by=None) for gebruiker in everybody)
        elif gebruiker := account_with(options["email"]):
            ended = end_sessions(of=gebruiker, by=None)
        else:
            raise CommandError("Er is geen account met dit adres.")
        self.stdout.write(f"Sessies beëindigd: {ended}.")
