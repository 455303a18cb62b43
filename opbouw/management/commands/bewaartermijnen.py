"""Lets go of everything whose term has passed, or says what would go."""

from datetime import date
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from opbouw.queries.bewaren import RULES
from wijken.actions.bewaarregels import carry_out, tasks


class Command(BaseCommand):
    """`manage.py bewaartermijnen`; a worker does the same every night."""

    help = "Lets go of everything whose term has passed; --dry-run only counts it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to count only, and as if on which day."""
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--op", type=date.fromisoformat, help="JJJJ-MM-DD; only to count")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, or carry out; what is printed names kinds and numbers, no contents."""
        if options["dry_run"]:
            self._count(options["op"] or timezone.localdate())
            return
        if options["op"]:
            raise CommandError("--op is only for --dry-run: what is gone does not come back.")
        gone, failed = carry_out(RULES, timezone.localdate())
        self.stdout.write(f"{gone} rijen verwijderd of ingekort.")
        if failed:
            raise CommandError(f"{failed} soorten mislukten; zie het logboek van de server.")

    def _count(self, today: date) -> None:
        total = 0
        for task in tasks(RULES, today):
            if number := task.due().count():
                owner = task.organisatie.naam if task.organisatie else "zonder organisatie"
                self.stdout.write(f"{owner}: {number} × {task.rule.wat}")
                total += number
        self.stdout.write(f"Op {today:%Y-%m-%d} zouden {total} rijen verdwijnen of korter worden.")
