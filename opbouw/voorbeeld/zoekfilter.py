"""Searches that members keep."""

from opbouw.voorbeeld.clock import When, backdated
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World, sleutel
from wijken.actions.zoekfilter import keep_search

# No page shows when.
DAYS_AGO = 60


def make_zoekfilters(world: World, entries: list[Entry]) -> None:
    """Keep what somebody looks for more often."""
    for entry in entries:
        by, key = entry.find("door", world.leden), sleutel("zoekfilter", entry["naam"])
        with backdated(world.clock.moment(When(DAYS_AGO), 10)):
            keep_search(by=by, sleutel=key, content=entry.plain)
