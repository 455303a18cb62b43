"""Walks with many short talks, the oldest first."""

import random
from datetime import date, timedelta

from opbouw.voorbeeld.clock import When, at, backdated
from opbouw.voorbeeld.contact import YEAR, not_on_sunday
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World, sleutel
from wijken.actions.ronde import note_ronde

# A walk that comes back meets as many people as it did, or some more.
MORE = 3


def make_rondes(world: World, entries: list[Entry]) -> None:
    """Note each walk on its day; one with `times` so often in the year, with other numbers."""
    for number, entry in enumerate(entries):
        times = entry.get("times", 1)
        for time in range(times):
            chance = random.Random(f"wandeling {number} {time}")  # noqa: S311  # a drawing, not a secret
            day = _day(world, entry, YEAR * (times - time) // times, chance)
            with backdated(at(day, 17)):
                note_ronde(
                    by=entry.find("door", world.leden),
                    sleutel=sleutel("ronde", number, time),
                    content={"dag": day},
                    tellingen=[
                        {
                            **telling.plain,
                            "gebied": telling.find("gebied", world.gebieden),
                            "aantal": telling["aantal"] + (chance.randrange(MORE) if time else 0),
                        }
                        for telling in entry.parts("tellingen")
                    ],
                )


def _day(world: World, entry: Entry, days_ago: int, chance: random.Random) -> date:
    if dag := entry.get("dag"):
        return world.clock.day(dag)
    day = world.clock.day(When(days_ago)) + timedelta(days=chance.randrange(5))
    return not_on_sunday(min(day, world.clock.day(When(2))))
