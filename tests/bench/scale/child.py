"""One process for one size of the country: it fills its database, then reads pages when asked.

Orders come as lines of JSON on standard input; each answer is one line on standard output. Two of
these take turns, so that a busy machine slows both alike.
"""

import json
import logging
import os
import sys
import time
from typing import Any

import django

from tests.bench.scale.shares import Country

# The answers go out here; whatever else prints goes where errors go.
ANSWERS = os.fdopen(os.dup(1), "w")


def main() -> None:
    """Do what is ordered until there is nothing more."""
    os.dup2(2, 1)
    os.environ["DJANGO_SETTINGS_MODULE"] = "opbouw.settings"
    django.setup()
    # Looking for who may open a page is refused again and again.
    logging.disable(logging.WARNING)
    at_work = Work()
    for line in sys.stdin:
        order: dict[str, Any] = json.loads(line)
        answer = getattr(at_work, order.pop("do"))(**order)
        print(json.dumps(answer), file=ANSWERS, flush=True)


class Work:
    """What can be ordered; models are imported only now that the settings know the database."""

    def base(self, country: dict[str, int]) -> None:
        """Make what is the same at every size."""
        from tests.bench.scale.people import make_people
        from tests.bench.scale.places import make_places

        make_places(Country(**country))
        make_people(Country(**country))

    def fill(self, country: dict[str, int], contacts: int) -> None:
        """Make what the organisations wrote."""
        from tests.bench.scale.rows import make_rows

        start = time.monotonic()

        def say(what: str) -> None:
            print(f"         + {time.monotonic() - start:.0f} s: {what}")  # noqa: T201 shows progress

        make_rows(Country(**country), contacts, say)

    def open(self, country: dict[str, int]) -> str:
        """Log the members in who are measured; returns which database this is."""
        from tests.bench.scale.reader import Reader

        self.reader = Reader(Country(**country))
        return self.reader.about()

    def pages(self, only: list[str]) -> object:
        """Find out which pages open, and for whom; of these names only, if there are any."""
        return self.reader.pages(only)

    def export(self, vorm: str, rows: int) -> object:
        """Take so many contacts out of the largest organisation, as a file."""
        from tests.bench.scale.export import take_out

        return take_out(vorm, rows)

    def read(self, kind: str, page: list[str], *, clean: bool) -> object:
        """Open one page once."""
        return self.reader.read(kind, page, clean=clean)


if __name__ == "__main__":
    main()
