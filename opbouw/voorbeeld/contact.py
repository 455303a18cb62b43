"""A year of contacts, the oldest first."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from opbouw.voorbeeld.afspraak import make_promise
from opbouw.voorbeeld.clock import Clock, When, at, backdated
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World, sleutel
from wijken.actions.contact import note_contact
from wijken.models import Contactmoment

YEAR = 364


def make_contacten(world: World, entries: list[Entry]) -> None:
    """Note the contacts, with what was promised in them."""
    once = [entry for entry in entries if "times" not in entry]
    planned = [
        (planned_day(world.clock, number, entry.get("op")), number, entry, str(entry["tekst"]))
        for number, entry in enumerate(once)
    ]
    planned += _rounds(world.clock, len(once), [entry for entry in entries if "times" in entry])
    planned.sort(key=lambda row: row[:2])
    for day, number, entry, tekst in planned:
        contact = _note(world, day, number, entry, tekst)
        if "group" in entry:
            world.contacten.setdefault(entry["group"], []).append(contact)


def planned_day(clock: Clock, number: int, op: When | None) -> date:
    """Return the day on which a contact took place; without `op` that is any day of the year."""
    if op is not None and op.at:
        return clock.day(op)
    chance = random.Random(f"dag {number}")  # noqa: S311  # a drawing, not a secret
    if op is None:
        day = clock.day(When(chance.randint(When.at_least_days_ago, YEAR)))
    elif op.month:
        last = clock.day(When(op.at_least_days_ago))
        day = date(last.year, op.month, chance.randint(3, 27))
        day = day if day <= last else day.replace(year=last.year - 1)
    else:
        day = clock.day(op)
    return not_on_sunday(day)


def _note(world: World, day: date, number: int, entry: Entry, tekst: str) -> Contactmoment:
    chance = random.Random(f"uur {number}")  # noqa: S311  # a drawing, not a secret
    moment = at(day, chance.randint(9, 16), chance.randrange(0, 60, 5))
    op = entry.get("op")
    if op is not None and op.at:
        moment = world.clock.moment(op, 0)
    # Counted from the day that was meant: one appointment is for today, also on a Monday.
    meant = day if op is None or op.days_ago is None else world.clock.day(op)
    by = entry.find("door", world.leden)
    content = {
        **entry.plain,
        "tekst": tekst,
        "gebied": entry.find("gebied", world.gebieden),
        "op": moment,
    }
    with backdated(moment):
        contact, _new = note_contact(by=by, sleutel=sleutel("contact", number), content=content)
    for place, promised in enumerate(entry.parts("afspraken")):
        key = sleutel("afspraak", number, place)
        make_promise(world, promised, contact=contact, by=by, key=key, meant=meant)
    return contact


def _rounds(
    clock: Clock, start: int, entries: list[Entry]
) -> Iterator[tuple[date, int, Entry, str]]:
    number = start
    for entry in entries:
        texts, step = entry.get("texts", []), YEAR / entry["times"]
        for time in range(entry["times"]):
            chance = random.Random(f"ronde {number}")  # noqa: S311  # a drawing, not a secret
            days_ago = 2 + int(step * time + chance.uniform(0, step - 1))
            # "Been there, nothing special" is the most ordinary contact there is.
            said = time % 3 == 0 and time // 3 < len(texts)
            tekst = str(texts[time // 3]) if said else ""
            yield not_on_sunday(clock.day(When(days_ago))), number, entry, tekst
            number += 1


def not_on_sunday(day: date) -> date:
    """Return the day, or for a Sunday the Friday before: Sundays are the worker's own."""
    return day - timedelta(days=2) if day.weekday() == 6 else day
