"""Searches that members keep."""

from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World, sleutel
from wijken.actions.zoekfilter import keep_search


def make_zoekfilters(world: World, entries: list[Entry]) -> None:
    """Keep what somebody looks for more often."""
    for entry in entries:
        by, key = entry.find("door", world.leden), sleutel("zoekfilter", entry["naam"])
        keep_search(by=by, sleutel=key, content=entry.plain)
