"""`make soak MINUTES=60`: everybody at once while things break; at the end nothing is missing."""

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import django

from opbouw.machine.embedded import EmbeddedError, services


def main() -> int:
    """Start everything, let it run, look what is left, and keep the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--pause", type=float, default=20, help="seconds between two faults")
    options = parser.parse_args()
    with ExitStack() as exits:
        folder = Path(exits.enter_context(tempfile.TemporaryDirectory(prefix="opbouw-soak-")))
        found = exits.enter_context(services(folder))
        os.environ.update(
            OPBOUW_MODE="test",
            DATABASE_URL=found.database_url,
            REDIS_URL=found.redis_url,
            DJANGO_SETTINGS_MODULE="opbouw.settings",
        )
        django.setup()
        # These import models, which is possible only now that the settings know a database.
        from tests.soak.run import run

        return run(folder, minutes=options.minutes, pause=options.pause, exits=exits)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except EmbeddedError as error:
        sys.exit(str(error))
