"""Brings the list of components in docs/components.md up to date."""

from django.conf import settings
from django.core.management import BaseCommand

from opbouw.lib.web.components.library import all_components
from opbouw.lib.web.components.manual import with_manual


class Command(BaseCommand):
    """`manage.py components`; a test sees whether it has to run."""

    help = "Writes the list of components in docs/components.md from the components themselves."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        """Write the file anew."""
        path = settings.BASE_DIR / "docs" / "components.md"
        path.write_text(with_manual(path.read_text(), all_components()))
