"""Lists that an organisation kept before, brought over from a spreadsheet."""

import hashlib

from defusedcsv import csv

from opbouw.lib.jobs import outbox
from opbouw.voorbeeld.clock import When, backdated
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World
from wijken.actions.overzetten import bring_over, read_file
from wijken.actions.overzetting import confirm, file_of, folder, take_in
from wijken.models import Lidmaatschap, Overzetting
from wijken.overzetten.kolommen import stand_of_koppeling


def make_overzettingen(world: World, entries: list[Entry]) -> None:
    """Bring each list over on its day, as the page and the worker do."""
    for number, entry in enumerate(entries):
        moment = world.clock.moment(entry["gestuurd_op"], 15)
        with backdated(moment):
            row = _take_in(world, entry, number)
            _read(row)
            _bring_over(row)
        Overzetting.objects.filter(pk=row.pk).update(gestuurd_op=moment, klaar_op=moment)


def _take_in(world: World, entry: Entry, number: int) -> Overzetting:
    by: Lidmaatschap = entry.find("door", world.leden)
    name = f".voorbeeld-{by.organisatie_id}-{number}"
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder() / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(entry.plain["koppen"])
        for days_ago, *cells in entry["lijst"]:
            day = world.clock.day(When(days_ago)) if isinstance(days_ago, int) else days_ago
            writer.writerow([day, *cells])
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return take_in(by=by, bestand=name, naam=entry.plain["naam"], sha256=sha256)


def _read(row: Overzetting) -> None:
    claimed = outbox.claim(Overzetting, row.pk)
    if claimed is None:
        raise RuntimeError("Nobody else has this job.")
    held, row = claimed
    sent = file_of(row)
    outbox.finish(held, **read_file(row, done=lambda _number: None))
    sent.unlink()


def _bring_over(row: Overzetting) -> None:
    row.refresh_from_db()
    stand = stand_of_koppeling(row.koppeling)
    confirm(overzetting=row, by=row.door, stand=stand, nagekeken=False)
    claimed = outbox.claim(Overzetting, row.pk)
    if claimed is None:
        raise RuntimeError("Nobody else has this job.")
    bring_over(*claimed)
