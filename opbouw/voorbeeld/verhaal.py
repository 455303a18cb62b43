"""Stories as people told them, with how they agreed to it."""

from datetime import timedelta

from django.utils import timezone

from opbouw.voorbeeld.clock import at, backdated, redate
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World, sleutel
from signalen.actions.verhaal import proofread, record_verhaal, withdraw


def make_verhalen(world: World, entries: list[Entry]) -> None:
    """Record the stories with their consent; have them read, and withdraw what was withdrawn."""
    for entry in entries:
        key = entry.claim("key", world.verhalen)
        signaal, by = entry.find("signaal", world.signalen), entry.find("door", world.leden)
        day = world.clock.day(entry["op"], timezone.localdate(signaal.op))
        moment = at(day, 15)
        with backdated(moment):
            verhaal, _new = record_verhaal(
                by=by,
                sleutel=sleutel("verhaal", key),
                content={
                    **entry.plain,
                    "signaal": signaal,
                    "gebied": entry.find("gebied", world.gebieden),
                    "toestemming_op": day,
                    "op": moment,
                },
            )
        if "nagelezen_door" in entry:
            read = moment + timedelta(hours=18)
            with backdated(read):
                proofread(verhaal=verhaal, by=entry.find("nagelezen_door", world.leden))
            redate(verhaal, nagelezen_op=read)
        if ingetrokken_op := entry.get("ingetrokken_op"):
            gone = world.clock.moment(ingetrokken_op, 20)
            with backdated(gone):
                withdraw(verhaal=verhaal, by=by)
            redate(verhaal, ingetrokken_op=gone)
        verhaal.refresh_from_db()
        world.verhalen[key] = verhaal
