"""Making the signals, up to where a note takes them further."""

from datetime import date, timedelta

from django.utils import timezone

from opbouw.voorbeeld.clock import at, backdated
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World, sleutel, someone
from signalen.actions.signaal import (
    gather_contacts,
    interpret,
    keep_off_agenda,
    notice_signaal,
    skip_interpreting,
)
from signalen.actions.terugkoppeling import tell_back
from signalen.models import Signaal
from wijken.models import Rol

# A reason, and when it was given.
WANTS = {
    "zonder_duiding_want": "skip_interpreting",
    "niet_op_de_agenda_want": "keep_off_agenda",
}


def make_signalen(world: World, entries: list[Entry]) -> None:
    """Notice and interpret the signals; tell back those that stay off the agenda."""
    for entry in entries:
        key = entry.claim("key", world.signalen)
        signaal = _notice(world, entry, key)
        _give_meaning(world, entry, signaal, key)
        if keep_off := entry.get("keep_off_agenda"):
            by = someone(entry, world.organisatie, Rol.COORDINATOR)
            with backdated(at(world.clock.workday(keep_off), 11)):
                keep_off_agenda(signaal=signaal, by=by, want=entry["niet_op_de_agenda_want"])
            _tell(world, entry, signaal)
        world.signalen[key] = Signaal.objects.get(pk=signaal.pk)


def tell_answered(world: World, entries: list[Entry]) -> None:
    """Record that the circles of the answered signals were told."""
    for entry in entries:
        if "keep_off_agenda" not in entry:
            _tell(world, entry, world.signalen[entry["key"]])


def _notice(world: World, entry: Entry, key: str) -> Signaal:
    heard = [one for group in entry.find_all("contacten", world.contacten) for one in group]
    op, by = entry["op"], entry.find("door", world.leden)
    moment = world.clock.moment(op, 16, 10)
    if op.days_later is not None:
        if not heard:
            entry.refuse("op counts from the last of its contacten, and there are none")
        moment = at(world.clock.day(op, max(timezone.localdate(one.op) for one in heard)), 17, 10)
    for want, given in WANTS.items():
        if bool(entry[want]) != (given in entry):
            entry.refuse(f"{want} and {given} go together")
    content = {name: value for name, value in entry.plain.items() if name not in WANTS}
    content |= {"gebied": entry.find("gebied", world.gebieden), "op": moment}
    with backdated(moment):
        signaal, _new = notice_signaal(
            by=by, sleutel=sleutel("signaal", key), content=content, contacten=heard[:1]
        )
    if heard[1:]:
        with backdated(moment + timedelta(minutes=15)):
            gather_contacts(signaal=signaal, by=by, contacten=heard[1:])
    return signaal


def _give_meaning(world: World, entry: Entry, signaal: Signaal, key: str) -> None:
    by, noticed = entry.find("door", world.leden), timezone.localdate(signaal.op)
    for part in entry.parts("duidingen"):
        op = part["op"]
        day: date = world.clock.workday(op, noticed)
        with backdated(at(day, 14)):
            interpret(
                signaal=signaal,
                by=by,
                sleutel=sleutel("duiding", key, op.days),
                content={**part.plain, "op": day},
            )
    if skip := entry.get("skip_interpreting"):
        with backdated(world.clock.moment(skip, 9, 30)):
            skip_interpreting(signaal=signaal, by=by, want=entry["zonder_duiding_want"])


def _tell(world: World, entry: Entry, signaal: Signaal) -> None:
    for part in entry.parts("terugkoppelingen"):
        op = part["op"]
        day = world.clock.workday(op)
        with backdated(at(day, 18, 30)):
            tell_back(
                signaal=signaal,
                by=part.find("door", world.leden),
                sleutel=sleutel("verteld", signaal.titel, op.days),
                content={**part.plain, "op": day},
            )
