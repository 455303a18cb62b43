"""What was promised in the example year, in a contact and without one."""

import uuid
from datetime import date, timedelta

from opbouw.voorbeeld.clock import backdated, redate
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World, sleutel
from wijken.actions.afspraak import (
    call_off_appointment,
    hand_over_appointment,
    keep_appointment,
    make_appointment,
    move_appointment,
)
from wijken.models import Afspraak, Contactmoment, Lidmaatschap


def make_promise(
    world: World,
    entry: Entry,
    *,
    contact: Contactmoment,
    by: Lidmaatschap,
    key: uuid.UUID,
    meant: date,
) -> None:
    """Store what was promised in a contact, and keep it unless it was not kept."""
    promised = entry["op"]
    content = {**entry.plain, "op": world.clock.day(promised, meant)}
    with backdated(contact.op):
        afspraak, _new = make_appointment(by=by, sleutel=key, content=content, contact=contact)
    redate(afspraak, gemaakt_op=contact.op)
    if entry.get("kept", True):
        kept = contact.op + timedelta(days=promised.days - 1, hours=1)
        with backdated(kept):
            keep_appointment(afspraak=afspraak, by=by)
        redate(afspraak, gedaan_op=kept)


def make_afspraken(world: World, entries: list[Entry]) -> None:
    """Make the appointments without a contact, and all that became of them."""
    for number, entry in enumerate(entries):
        by = entry.find("door", world.leden)
        moment = world.clock.moment(entry["gemaakt_op"], 9, 30)
        content = {
            "wat": entry["wat"],
            "op": world.clock.day(entry["op"]),
            "gebied": entry.find("gebied", world.gebieden),
        }
        with backdated(moment):
            afspraak, _new = make_appointment(
                by=by, sleutel=sleutel("afspraak", "los", number), content=content
            )
        redate(afspraak, gemaakt_op=moment)
        for place, moved in enumerate(entry.parts("verplaatsingen")):
            _move(world, moved, afspraak, by=by, key=sleutel("verplaatsing", number, place))
        if "bij" in entry:
            with backdated(moment):
                hand_over_appointment(
                    afspraak=afspraak, by=by, stand=None, naar=entry.find("bij", world.leden)
                )
            redate(afspraak, overgedragen_op=moment)
        if "off" in entry:
            day_after = moment + timedelta(days=1)
            with backdated(day_after):
                call_off_appointment(afspraak=afspraak, by=by, stand=None, want=entry["off"])
            redate(afspraak, vervallen_op=day_after)


def _move(
    world: World, entry: Entry, afspraak: Afspraak, *, by: Lidmaatschap, key: uuid.UUID
) -> None:
    moment = world.clock.moment(entry["op"], 16)
    with backdated(moment):
        move_appointment(
            afspraak=afspraak,
            by=by,
            sleutel=key,
            stand=None,
            naar=world.clock.day(entry["naar"]),
            want=entry["want"],
        )
    afspraak.verplaatsingen.filter(sleutel=key).update(op=moment)
