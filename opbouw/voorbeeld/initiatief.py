"""Making the initiatives: brought in, answered, ended and told back."""

from datetime import timedelta

from django.db.models import F

from initiatieven.actions.bericht import reply
from initiatieven.actions.bewonersbericht import write_back
from initiatieven.actions.indiener import Bereikbaar, keep_until
from initiatieven.actions.initiatief import accompany, bring_in, place_on_lines
from initiatieven.actions.terugkoppeling import tell_back
from initiatieven.models import Bewonersbericht, Indiener, Initiatief
from opbouw.lib.models import ReferenceCounter
from opbouw.lib.writing.reference import next_reference
from opbouw.voorbeeld.clock import at, backdated, redate
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World, sleutel

ANSWERS = ("berichten", "terugkoppelingen")
LINES = ("thema", "lijnen", "lijn_waarom")


def make_initiatieven(world: World, entries: list[Entry]) -> None:
    """Bring in the plans of residents, the oldest first, and follow each as far as it came."""
    for entry in sorted(entries, key=lambda one: -one["ingediend_op"].days):
        titel = entry.claim("titel", world.initiatieven)
        initiatief = _bring_in(world, entry)
        said = [(part, _reply) for part in entry.parts("berichten")]
        said += [(part, _write_back) for part in entry.parts("bewonersberichten")]
        for part, say in sorted(said, key=lambda one: -one[0]["op"].days):
            say(world, initiatief, part)
        for part in entry.parts("terugkoppelingen"):
            _tell(world, initiatief, part)
        heard = [part["op"] for name in ANSWERS for part in entry.parts(name)]
        last = min([entry["ingediend_op"], *heard], key=lambda op: op.days)
        until = keep_until(world.clock.day(last))
        Indiener.objects.filter(initiatief=initiatief).update(bewaren_tot=until)
        world.initiatieven[titel] = Initiatief.objects.get(pk=initiatief.pk)


def _bring_in(world: World, entry: Entry) -> Initiatief:
    by = entry.find("by", world.leden) if "by" in entry else None
    moment = world.clock.moment(entry["ingediend_op"], 14 if by else 19, 20)
    content = {**entry.plain, "gebied": entry.find("gebied", world.gebieden)}
    lines = {name: content.pop(name) for name in LINES}
    last = entry.find("contact", world.contacten)[-1] if "contact" in entry else None
    indiener = entry.parts("indiener")
    with backdated(moment):
        initiatief, _new = bring_in(
            organisatie=world.organisatie,
            by=by,
            sleutel=sleutel("initiatief", content["titel"]),
            content={**content, "ingediend_op": moment, **(lines if by else {})},
            bereikbaar=Bereikbaar(**(indiener[0].plain if indiener else {})),
            contact=last if last and last.op < moment else None,
        )
    _number_in_its_own_year(world, initiatief, moment.year)
    answers = entry.parts("berichten")
    if answers and not by:
        # Whoever answers first sees it through.
        by = answers[0].find("door", world.leden)
        with backdated(world.clock.moment(answers[0]["op"], 9)):
            accompany(initiatief=initiatief, by=by)
            place_on_lines(initiatief=initiatief, by=by, **lines)
    return initiatief


def _number_in_its_own_year(world: World, initiatief: Initiatief, year: int) -> None:
    """Give a plan of last year a number of last year, and this year its number back."""
    if year == world.clock.today.year:
        return
    this_year = ReferenceCounter.objects.filter(
        organisatie_id=initiatief.organisatie_id, prefix=f"I{world.clock.today.year}-"
    )
    this_year.update(last=F("last") - 1)
    kenmerk = next_reference(organisatie_id=initiatief.organisatie_id, prefix=f"I{year}-", digits=4)
    Initiatief.objects.filter(pk=initiatief.pk).update(kenmerk=kenmerk)


def _reply(world: World, initiatief: Initiatief, part: Entry) -> None:
    op = part["op"]
    moment = world.clock.moment(op, 15, 40)
    unread = list(initiatief.bewonersberichten.unread().values_list("pk", flat=True))
    with backdated(moment):
        bericht, _new = reply(
            initiatief=initiatief,
            by=part.find("door", world.leden),
            sleutel=sleutel("bericht", initiatief.titel, op.days),
            tekst=part["tekst"],
            naar=part["staat"],
            gelezen_tot=max(unread, default=0),
        )
    redate(bericht, op=moment)
    Bewonersbericht.objects.filter(pk__in=unread).update(gelezen_op=moment)


def _write_back(world: World, initiatief: Initiatief, part: Entry) -> None:
    moment = world.clock.moment(part["op"], 18, 15)
    with backdated(moment):
        bericht, _new = write_back(
            initiatief=initiatief,
            sleutel=sleutel("terug", initiatief.titel, part["op"].days),
            tekst=part["tekst"],
        )
    redate(bericht, op=moment)


def _tell(world: World, initiatief: Initiatief, part: Entry) -> None:
    day = world.clock.day(part["op"])
    moment = at(day, 16)
    with backdated(moment):
        tell_back(
            initiatief=initiatief,
            by=part.find("door", world.leden),
            sleutel=sleutel("verteld", initiatief.titel),
            content={**part.plain, "op": day},
        )
    redate(initiatief, teruggekoppeld_op=moment + timedelta(minutes=5))
