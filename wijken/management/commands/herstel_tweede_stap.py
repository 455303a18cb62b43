"""`manage.py herstel_tweede_stap EMAIL`: let an account start anew from its mailbox."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wijken.actions.tweede_stap import start_account_anew
from wijken.queries.lid import account_with


class Command(BaseCommand):
    """For accounts that no manager may help: of two organisations, or of the administration."""

    help = "Maakt de tweede stap en het wachtwoord van een account leeg en logt het overal uit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address of the account."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what happened."""
        gebruiker = account_with(options["email"].strip().lower())
        if gebruiker is None:
            raise CommandError("Er is geen account met dit adres.")
        ended = start_account_anew(gebruiker=gebruiker)
        self.stdout.write(f"De tweede stap is leeg; sessies beëindigd: {ended}. Er gaat een mail.")
