"""Fills an empty database with the example data."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from opbouw.voorbeeld.builder import build
from opbouw.voorbeeld.entries import EntryError
from wijken.models import Gebied, Organisatie


class Command(BaseCommand):
    """`manage.py voorbeeld`; the demo runs it by itself when the database is empty."""

    help = "Fills an empty database with an invented municipality and a year of work in it."

    def handle(self, *args: object, **options: object) -> None:
        """Refuse where there may be real data, then build."""
        if settings.PRODUCTION:
            raise CommandError(
                "The example data is for the demo and for tests; it has passwords that everybody "
                "knows. Set OPBOUW_MODE=demo to fill a database with it."
            )
        for model in (get_user_model(), Organisatie, Gebied):
            if model._default_manager.exists():
                raise CommandError(
                    "This database is not empty, so nothing was added. "
                    "`make demo-reset` throws the demo's data away and begins again."
                )
        try:
            build(timezone.localdate())
        except EntryError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("De voorbeelden staan klaar.")
