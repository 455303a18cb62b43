"""Making the agenda notes: written, settled, sent and answered."""

from datetime import datetime, timedelta

from django.utils import timezone

from opbouw.voorbeeld.clock import When, at, backdated, redate
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World, sleutel, someone
from signalen.actions.antwoord import answer
from signalen.actions.notitie import Choices, save_notitie, start_notitie
from signalen.actions.vaststellen import settle
from signalen.actions.verzenden import send
from signalen.inhoud import to_json
from signalen.models import Agendanotitie, NotitieVersie, Vraag
from signalen.queries.inhoud import compose
from signalen.tasks import make_pdf
from wijken.models import Cijfer, Rol


def make_notities(world: World, entries: list[Entry]) -> None:
    """Write the notes, the oldest first, and take each as far as it came."""
    for entry in sorted(entries, key=lambda one: -one["op"].days):
        notitie = _write(world, entry)
        if settled := entry.get("vastgesteld_op"):
            versie = _settle(world, notitie, entry, settled)
            if sent := entry.get("verzonden_op"):
                _send(world, entry, versie, sent)
            # Only now: what is sent today may not ask for anything in the past.
            redate(notitie, reactie_voor=notitie.reactie_voor)
            _date_vragen(world, notitie, entry)
        for vraag, part in zip(notitie.vragen.all(), entry.parts("vragen"), strict=True):
            for antwoord in part.parts("antwoord"):
                _answer(world, vraag, antwoord)


def _write(world: World, entry: Entry) -> Agendanotitie:
    by = entry.find("door", world.leden)
    signalen = entry.find_all("signalen", world.signalen)
    moment = at(world.clock.workday(entry["op"]), 13)
    with backdated(moment):
        notitie, _new = start_notitie(
            by=by,
            sleutel=sleutel("notitie", entry["titel"]),
            titel=entry["titel"],
            aan=entry.find("aan", world.organisaties),
            signalen=signalen,
        )
    _date(world, notitie, moment)
    notitie.refresh_from_db()
    with backdated(moment + timedelta(days=1, hours=2)):
        save_notitie(
            notitie=notitie,
            by=by,
            stand=notitie.stand,
            # What is left out stays as the duidingen filled it in.
            content={name: text for name, text in entry.plain.items() if name in entry.names},
            choices=Choices(
                signalen=signalen,
                verhalen=entry.find_all("verhalen", world.verhalen),
                initiatieven=entry.find_all("initiatieven", world.initiatieven),
                gekozen_bronnen=entry.find_all("gekozen_bronnen", world.bronnen),
                cijfers=entry.find_all("cijfers", _figures(notitie)),
            ),
            # What is settled today may not ask for something in the past; see _settle.
            vragen=[
                {**part.plain, "voor": max(world.clock.workday(part["voor"]), timezone.localdate())}
                for part in entry.parts("vragen")
            ],
            richtingen=[part.plain for part in entry.parts("richtingen")],
        )
    return Agendanotitie.objects.get(pk=notitie.pk)


def _figures(notitie: Agendanotitie) -> dict[str, Cijfer]:
    """Return the newest figures of the municipality, as in "energielabel in Klaverveld"."""
    newest = Cijfer.objects.filter(
        gebied__gemeentecode=notitie.gebied.gemeentecode,
        gebied__actueel=True,
        jaar=notitie.gebied.jaar,
    )
    rows = newest.select_related("gebied")
    return {f"{cijfer.sleutel} in {cijfer.gebied.naam}": cijfer for cijfer in rows}


def _date(world: World, notitie: Agendanotitie, moment: datetime) -> None:
    """Date a note in the past, with a reference of its own year."""
    redate(notitie, op=moment)
    if moment.year != world.clock.today.year:
        own = Agendanotitie.objects.filter(organisatie_id=notitie.organisatie_id)
        before = own.filter(kenmerk__startswith=f"{moment.year}-").count()
        own.filter(pk=notitie.pk).update(kenmerk=f"{moment.year}-{before + 1:03d}")


def _settle(world: World, notitie: Agendanotitie, entry: Entry, op: When) -> NotitieVersie:
    day = world.clock.workday(op)
    moment = at(day, 16, 30)
    by = someone(entry, world.organisatie, Rol.COORDINATOR)
    with backdated(moment):
        versie, _new = settle(notitie=notitie, by=by, stand=notitie.stand)
    notitie.refresh_from_db()
    _date_vragen(world, notitie, entry)
    if asked := entry.get("reactie_voor"):
        notitie.reactie_voor = world.clock.workday(asked)
    inhoud = to_json(compose(notitie, versie=versie.nummer, datum=day))
    NotitieVersie.objects.filter(pk=versie.pk).update(vastgesteld_op=moment, inhoud=inhoud)
    notitie.vragen.filter(voor__lt=timezone.localdate()).update(voor=timezone.localdate())
    return versie


def _date_vragen(world: World, notitie: Agendanotitie, entry: Entry) -> None:
    """Give each vraag the day that it was asked for, seen from today."""
    for vraag, part in zip(notitie.vragen.all(), entry.parts("vragen"), strict=True):
        vraag.voor = world.clock.workday(part["voor"])
        vraag.save(update_fields=["voor"])


def _send(world: World, entry: Entry, versie: NotitieVersie, op: When) -> None:
    # Sending asks for a finished PDF; the others are left to the worker.
    make_pdf(versie.pk)
    done = at(world.clock.workday(entry["vastgesteld_op"]), 16, 31)
    redate(versie, job_aangevraagd_op=done, job_klaar_op=done)
    notitie, moment = versie.notitie, at(world.clock.workday(op), 17, 5)
    by = someone(entry, world.organisatie, Rol.COORDINATOR)
    with backdated(moment):
        send(notitie=notitie, by=by, versie=versie.nummer)
    redate(notitie, verzonden_op=moment)


def _answer(world: World, vraag: Vraag, part: Entry) -> None:
    moment = at(world.clock.workday(part["op"]), 11, 15)
    voor = part.get("voor")
    with backdated(moment):
        antwoord = answer(
            vraag=vraag,
            by=someone(part, vraag.notitie.aan, Rol.BEANTWOORDER),
            stand="",
            content={**part.plain, "voor": world.clock.workday(voor) if voor else None},
        )
    redate(antwoord, op=moment)
