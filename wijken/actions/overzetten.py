"""What a worker does with a spreadsheet: reading it, bringing its rows over, turning that back.

Each block of rows is one transaction, in which the job says how far it is and is held for longer.
A worker that is killed has finished a block or nothing of it; the next goes on after the last one.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import ngettext

from opbouw.lib.jobs import outbox
from opbouw.lib.jobs.outbox import Claim, ClaimLostError
from opbouw.lib.sheets.sealed_rows import Row, blocks, write_rows
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.correction import stand_of
from wijken.actions.contact import FIELDS
from wijken.actions.overzetting import drop_file, file_of
from wijken.models import (
    AfgekeurdeRij,
    Contactmoment,
    Kolomindeling,
    OverzetStap,
    Overzetting,
)
from wijken.overzetten.grenzen import heads_of
from wijken.overzetten.kolommen import afdruk_of, propose, usable
from wijken.overzetten.lezen import rows_of
from wijken.overzetten.rij import Gelezen, RijLezer

NAMESPACE = uuid.UUID("5b1f6d1e-5d0c-4d3c-9d43-0c4b7d2f0a11")
# Number of rows sampled to guess what the columns hold.
LOOKED_AT = 100
# Number of contacts that one transaction removes when a list is turned back.
BATCH = 500
REDEN = AfgekeurdeRij._meta.get_field("reden").max_length or 0


def read_file(overzetting: Overzetting, *, done: Callable[[int], None]) -> dict[str, Any]:
    """Write the rows of a file encrypted beside it; returns what the row then says.

    Raises FileError when it is no list. The caller removes the file as it was sent, or the new one
    when the job is no longer ours.
    """
    source = file_of(overzetting)
    koppen, first, rows = _taken_apart(rows_of(source))
    # A name of its own for each attempt, for two may be at work; their number begins anew when
    # somebody tries again. What one that was killed has left goes after a day.
    target = source.with_name(f".{uuid.uuid4().hex}.rijen")
    try:
        number = write_rows(target, rows, done=done)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return {
        "stap": OverzetStap.WACHT,
        "bestand": target.name,
        "koppen": koppen,
        "koppeling": _remembered(overzetting, koppen) or propose(koppen, first),
        "rijen": number,
        "gedaan": 0,
        "totaal": 0,
    }


def _taken_apart(rows: Iterator[Row]) -> tuple[list[str], list[list[str]], Iterator[Row]]:
    """Return the words above the columns, the cells of the first rows, and all rows."""
    koppen = heads_of(next(rows)[1])
    begin: list[Row] = []
    for row in rows:
        begin.append(row)
        if len(begin) == LOOKED_AT:
            break

    def everything() -> Iterator[Row]:
        yield from begin
        yield from rows

    return koppen, [cells for _number, cells in begin], everything()


def _remembered(overzetting: Overzetting, koppen: Sequence[str]) -> dict[str, int]:
    before = Kolomindeling.objects.filter(
        organisatie_id=overzetting.organisatie_id, koppen_sha256=afdruk_of(koppen)
    ).first()
    return usable(before.koppeling, len(koppen)) if before is not None else {}


def bring_over(held: Claim, overzetting: Overzetting) -> None:
    """Make contacts of the rows, from the block on where an earlier attempt stopped.

    Raises ClaimLostError when another worker has the job.
    """
    lezer = reader_of(overzetting)
    begin = overzetting.blokken
    for number, block in enumerate(blocks(file_of(overzetting), start=begin), begin):
        read = [(at, lezer.read(cells)) for at, cells in block]
        held = _store(held, overzetting, number, read)
    _finish_over(held, overzetting)


def reader_of(overzetting: Overzetting) -> RijLezer:
    """Return what reads the rows of this file with the columns that were chosen."""
    koppeling = usable(overzetting.koppeling, len(overzetting.koppen))
    return RijLezer(overzetting.door, koppeling, len(overzetting.koppen))


def sleutel_of(overzetting: Overzetting, rij: int) -> uuid.UUID:
    """Return the key of the contact of a row: the same for the same file, however often sent.

    It is unique within an organisation, as that of a form is.
    """
    return uuid.uuid5(NAMESPACE, f"{overzetting.sha256} {rij}")


@transaction.atomic
def _store(
    held: Claim, overzetting: Overzetting, number: int, read: Sequence[tuple[int, Gelezen]]
) -> Claim:
    wrong, good, seen = _sorted_out(overzetting, read)
    new = _not_there(overzetting, good)
    # The job first: whoever has lost it stores nothing.
    renewed = outbox.renew(
        held,
        blokken=number + 1,
        gedaan=F("gedaan") + len(read),
        overgezet=F("overgezet") + len(new),
        stond_er_al=F("stond_er_al") + len(good) - len(new),
        afgekeurd=F("afgekeurd") + len(wrong),
    )
    if renewed is None:
        raise ClaimLostError
    Contactmoment.objects.bulk_create(new, ignore_conflicts=True)
    AfgekeurdeRij.objects.bulk_create([*wrong, *seen], ignore_conflicts=True)
    return renewed


def _not_there(overzetting: Overzetting, good: Sequence[Contactmoment]) -> list[Contactmoment]:
    """Return the contacts that no list brought before: by their row, or by all that they say.

    A list that was saved again, or has grown, is another file with the rows of before. Rows of
    this file that say the same are each a contact.
    """
    own = Contactmoment.objects.filter(organisatie_id=overzetting.organisatie_id)
    by_row = own.filter(sleutel__in=[one.sleutel for one in good])
    brought = own.filter(overzetting__isnull=False).exclude(overzetting=overzetting)
    same = brought.filter(afdruk__in=[one.afdruk for one in good])
    keys = set(by_row.values_list("sleutel", flat=True))
    said = set(same.values_list("afdruk", flat=True))
    return [one for one in good if one.sleutel not in keys and one.afdruk not in said]


def _sorted_out(
    overzetting: Overzetting, read: Iterable[tuple[int, Gelezen]]
) -> tuple[list[AfgekeurdeRij], list[Contactmoment], list[AfgekeurdeRij]]:
    """Return the rows that come back, the contacts, and what to look at in those."""
    wrong, good, seen = [], [], []
    for at, row in read:
        if reden := row.reden(nagekeken=overzetting.nagekeken):
            wrong.append(_afgekeurd(overzetting, at, reden))
            continue
        good.append(_contact(overzetting, at, row))
        if row.vondsten:
            seen.append(_afgekeurd(overzetting, at, " ".join(row.vondsten), mee=True))
    return wrong, good, seen


def _afgekeurd(
    overzetting: Overzetting, at: int, reden: str, *, mee: bool = False
) -> AfgekeurdeRij:
    return AfgekeurdeRij(
        organisatie_id=overzetting.organisatie_id,
        overzetting=overzetting,
        rij=at,
        reden=reden if len(reden) <= REDEN else f"{reden[: REDEN - 1]}…",
        mee=mee,
    )


def _contact(overzetting: Overzetting, at: int, row: Gelezen) -> Contactmoment:
    contact = Contactmoment(
        organisatie_id=overzetting.organisatie_id,
        door_id=overzetting.door_id,
        overzetting=overzetting,
        sleutel=sleutel_of(overzetting, at),
        **row.content,
    )
    # By this it is known whether somebody changed it since, and in a list that is saved again.
    contact.afdruk = stand_of(contact, FIELDS)
    return contact


@transaction.atomic
def _finish_over(held: Claim, overzetting: Overzetting) -> None:
    if not outbox.finish(held, stap=OverzetStap.KLAAR, klaar_op=timezone.now()):
        raise ClaimLostError
    overzetting.refresh_from_db(fields=["overgezet"])
    _record("contacten_overgezet", overzetting, overzetting.overgezet)


def take_back(held: Claim, overzetting: Overzetting) -> None:
    """Remove the contacts that came from this file, but for those that somebody went on with.

    Raises ClaimLostError when another worker has the job.
    """
    last, gone, stay = 0, 0, 0
    while True:
        with transaction.atomic():
            rows = Contactmoment.objects.filter(overzetting=overzetting, pk__gt=last)
            batch = list(rows.order_by("pk").select_for_update(of=("self",))[:BATCH])
            if not batch:
                break
            last = batch[-1].pk
            kept = gone_on_with(batch)
            stay += len(kept)
            gone += len(batch) - len(kept)
            renewed = outbox.renew(held, gedaan=gone + stay, gebleven=stay)
            if renewed is None:
                raise ClaimLostError
            held = renewed
            Contactmoment.objects.filter(
                pk__in=[one.pk for one in batch if one.pk not in kept]
            ).delete()
    _finish_back(held, overzetting, stay)


@transaction.atomic
def _finish_back(held: Claim, overzetting: Overzetting, stay: int) -> None:
    # The file says no more than what is gone; it can be sent again.
    drop_file(overzetting)
    fields = {"stap": OverzetStap.ONGEDAAN, "klaar_op": timezone.now(), "bestand": ""}
    if not outbox.finish(held, **fields, gebleven=stay):
        raise ClaimLostError
    _record("contacten_teruggedraaid", overzetting, overzetting.overgezet - stay)


def gone_on_with(contacten: Sequence[Contactmoment]) -> set[int]:
    """Return the keys of those that somebody changed, or on which something rests.

    Whatever refers to a contact counts, also what a higher floor keeps: the models say so.
    What only the term for words has reduced was changed by nobody.
    """
    changed = {
        one.pk
        for one in contacten
        if one.weggehaald_op is not None
        or (one.woorden_weg_op is None and stand_of(one, FIELDS) != one.afdruk)
    }
    pks = [one.pk for one in contacten]
    for relation in _references():
        rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": pks})
        changed |= set(rows.values_list(relation.field.attname, flat=True))
    return changed


def _references() -> list[Any]:
    fields = Contactmoment._meta.get_fields(include_hidden=True)
    return [one for one in fields if isinstance(one, models.ManyToOneRel) and not one.many_to_many]


def _record(handeling: str, overzetting: Overzetting, number: int) -> None:
    said = ngettext("%(aantal)d contact", "%(aantal)d contacten", number) % {"aantal": number}
    record(handeling, overzetting, by=overzetting.door, naar=said)
