"""Whom to call at an asset or a plan; all of them invented."""

from typing import Any

from initiatieven.actions.contactpersoon import write_down
from opbouw.voorbeeld.clock import backdated
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World, sleutel

SAID = ("rol", "naam", "telefoon", "email", "grond", "toestemming_hoe")


def make_contactpersonen(world: World, entries: list[Entry]) -> None:
    """Write them down on the day that somebody last spoke to them."""
    for entry in entries:
        bij = (
            entry.find("bron", world.bronnen)
            if "bron" in entry
            else entry.find("initiatief", world.initiatieven)
        )
        content: dict[str, Any] = {name: entry.plain[name] for name in SAID}
        asked = entry.get("toestemming_op")
        content["toestemming_op"] = world.clock.day(asked) if asked else None
        content["gesproken_op"] = world.clock.day(entry["gesproken_op"])
        with backdated(world.clock.moment(entry["gesproken_op"], 16)):
            write_down(
                bij=bij,
                by=entry.find("door", world.leden),
                sleutel=sleutel("contactpersoon", content["rol"]),
                content=content,
            )
