"""Naming what is there already, seeing it again, and what is no longer there."""

from datetime import datetime

from django.utils import timezone

from opbouw.voorbeeld.clock import backdated, redate
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World, sleutel
from wijken.actions.bron import archive_bron, confirm_bron, name_bron
from wijken.models import Bron, Contactmoment

SAID = ("soort", "naam", "omschrijving", "thema")


def make_bronnen(world: World, entries: list[Entry]) -> None:
    """Name what is there, the oldest first, and see it again."""
    for entry in sorted(entries, key=lambda one: _when(world, one)):
        naam = entry.claim("naam", world.bronnen)
        world.bronnen[naam] = _named(world, entry, naam)


def _when(world: World, entry: Entry) -> datetime:
    """Return when it was named: in a contact, or on a day of its own."""
    contact = _contact(world, entry)
    return contact.op if contact else world.clock.moment(entry["genoemd_op"], 16)


def _contact(world: World, entry: Entry) -> Contactmoment | None:
    return entry.find("contact", world.contacten)[-1] if "contact" in entry else None


def _named(world: World, entry: Entry, naam: str) -> Bron:
    by, moment = entry.find("door", world.leden), _when(world, entry)
    named, contact = timezone.localdate(moment), _contact(world, entry)
    content = {name: entry.plain[name] for name in SAID}
    with backdated(moment):
        bron, _new = name_bron(
            by=by,
            sleutel=sleutel("bron", naam),
            content={**content, "gebied": entry.find("gebied", world.gebieden)},
            contact=contact,
        )
    redate(bron, genoemd_op=named, bevestigd_op=named)
    if seen := entry.get("bevestigd_op"):
        with backdated(world.clock.moment(seen, 11)):
            confirm_bron(bron=bron, by=by)
        redate(bron, bevestigd_op=world.clock.day(seen))
    if gone := entry.get("gearchiveerd_op"):
        with backdated(world.clock.moment(gone, 12)):
            archive_bron(bron=bron, by=by, want=entry["archief_want"])
        redate(bron, gearchiveerd_op=world.clock.day(gone))
    return bron
