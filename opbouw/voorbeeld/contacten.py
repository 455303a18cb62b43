"""A year of contacts, noted by the team of De Brink."""

import random
import uuid
from collections import defaultdict
from datetime import date, timedelta

from opbouw.voorbeeld.mensen import Mensen
from opbouw.voorbeeld.praatje import Praatje
from opbouw.voorbeeld.praatjes import PRAATJES
from opbouw.voorbeeld.rondes import VASTE_PLEKKEN, Vast
from opbouw.voorbeeld.tijd import Klok, at, toen
from wijken.actions.contact import keep_appointment, note_contact
from wijken.models import Contactmoment, Gebied

ZAAD = uuid.UUID("6f70626f-7577-4d65-8e00-766f6f726265")
JAAR = 364


def sleutel(*delen: object) -> uuid.UUID:
    """Return the key of one record; the same words give the same key."""
    return uuid.uuid5(ZAAD, ":".join(map(str, delen)))


def make_contacten(
    klok: Klok, mensen: Mensen, gebieden: dict[str, Gebied]
) -> dict[str, list[Contactmoment]]:
    """Note a year of contacts, the oldest first; return the named ones by name."""
    planned = [(planned_day(klok, nummer, p), nummer, p) for nummer, p in enumerate(PRAATJES)]
    planned += _rounds(klok, len(PRAATJES))
    planned.sort(key=lambda row: row[:2])
    named: dict[str, list[Contactmoment]] = defaultdict(list)
    for day, nummer, praatje in planned:
        contact = note(klok, mensen, gebieden, day, nummer, praatje)
        if praatje.naam:
            named[praatje.naam].append(contact)
    return named


def note(
    klok: Klok,
    mensen: Mensen,
    gebieden: dict[str, Gebied],
    day: date,
    nummer: int,
    praatje: Praatje,
) -> Contactmoment:
    """Note one contact on its day, and keep its promise when that was kept."""
    chance = random.Random(f"uur {nummer}")  # noqa: S311  # a drawing, not a secret
    moment = at(day, chance.randint(9, 16), chance.randrange(0, 60, 5))
    by = mensen[praatje.wie]
    content = {
        "gebied": gebieden[praatje.buurt],
        "vindplaats": praatje.vindplaats,
        "plek": praatje.plek,
        "thema": praatje.thema,
        "aantal": praatje.aantal,
        "tekst": praatje.tekst,
        "lijnen": praatje.op_lijnen,
        "lijn_waarom": praatje.waarom,
        "afspraak": praatje.afspraak,
        "afspraak_op": _promised(klok, day, praatje),
        "op": moment,
    }
    with toen(moment):
        contact, _new = note_contact(by=by, sleutel=sleutel("contact", nummer), content=content)
    if praatje.afspraak and not praatje.open:
        kept = moment + timedelta(days=praatje.na - 1, hours=1)
        with toen(kept):
            keep_appointment(contact=contact, by=by)
        Contactmoment.objects.filter(pk=contact.pk).update(afspraak_gedaan_op=kept)
    return contact


def planned_day(klok: Klok, nummer: int, praatje: Praatje) -> date:
    """Return the day on which this contact took place, seen from the day of making."""
    if praatje.dagen is not None:
        return _workday(klok.dag(praatje.dagen))
    chance = random.Random(f"dag {nummer}")  # noqa: S311  # a drawing, not a secret
    if not praatje.maand:
        return _workday(klok.dag(chance.randint(praatje.minstens, JAAR)))
    return _workday(klok.laatste(praatje.maand, chance.randint(3, 27), minstens=praatje.minstens))


def _promised(klok: Klok, day: date, praatje: Praatje) -> date | None:
    if not praatje.afspraak:
        return None
    # Counted from the day that was meant: one appointment is for today, also on a Monday.
    meant = day if praatje.dagen is None else klok.dag(praatje.dagen)
    return meant + timedelta(days=praatje.na)


def _workday(day: date) -> date:
    # Sundays are the worker's own.
    return day - timedelta(days=2) if day.weekday() == 6 else day


def _rounds(klok: Klok, start: int) -> list[tuple[date, int, Praatje]]:
    result = []
    nummer = start
    for vast in VASTE_PLEKKEN:
        step = JAAR / vast.keren
        for keer in range(vast.keren):
            chance = random.Random(f"ronde {nummer}")  # noqa: S311  # a drawing, not a secret
            dagen = 2 + int(step * keer + chance.uniform(0, step - 1))
            day = _workday(klok.dag(dagen))
            result.append((day, nummer, _round(vast, keer)))
            nummer += 1
    return result


def _round(vast: Vast, keer: int) -> Praatje:
    # "Been there, nothing special" is the most ordinary contact there is.
    said = keer % 3 == 0 and keer // 3 < len(vast.teksten)
    tekst = vast.teksten[keer // 3] if said else ""
    eats = vast.vindplaats == "activiteit"
    return Praatje(
        vast.buurt,
        vast.vindplaats,
        vast.plek,
        vast.thema,
        vast.aantal,
        tekst,
        "v" if eats else "",
        "iedere week dezelfde tafel, steeds andere buren" if eats else "",
        vast.wie,
    )
