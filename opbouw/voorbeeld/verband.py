"""Tying what is there, and ties that ended."""

from opbouw.voorbeeld.clock import backdated
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World, sleutel
from wijken.actions.verband import end_tie, tie

SAID = ("instelling", "lijn", "waarom", "sterkte")


def make_verbanden(world: World, entries: list[Entry]) -> None:
    """Make the ties, the oldest first, and end those that ended."""
    for entry in sorted(entries, key=lambda one: -one["sinds"].days):
        by, bron = entry.find("door", world.leden), entry.find("bron", world.bronnen)
        content = {name: entry.plain[name] for name in SAID}
        content["sinds"] = world.clock.day(entry["sinds"])
        if "andere" in entry:
            content["andere"] = entry.find("andere", world.bronnen)
        contact = entry.find("contact", world.contacten)[-1] if "contact" in entry else None
        key = sleutel("verband", bron.naam, entry.get("andere") or content["instelling"])
        with backdated(world.clock.moment(entry["sinds"], 15)):
            verband, _new = tie(bron=bron, by=by, sleutel=key, content=content, contact=contact)
        if ended := entry.get("geeindigd_op"):
            with backdated(world.clock.moment(ended, 15)):
                end_tie(
                    verband=verband,
                    by=by,
                    op=world.clock.day(ended),
                    want=entry["einde_want"],
                )
