"""Making the agenda notes: written, settled, sent and answered."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from initiatieven.models import Initiatief
from opbouw.voorbeeld.brief import Ask, Brief, Reactie
from opbouw.voorbeeld.brieven import BRIEVEN
from opbouw.voorbeeld.contacten import sleutel
from opbouw.voorbeeld.mensen import Mensen
from opbouw.voorbeeld.tijd import Klok, at, toen
from signalen.actions.antwoord import answer
from signalen.actions.notitie import Choices, save_notitie, start_notitie
from signalen.actions.vaststellen import settle
from signalen.actions.verzenden import send
from signalen.inhoud import to_json
from signalen.models import Agendanotitie, Antwoord, NotitieVersie, Signaal, Verhaal
from signalen.queries.inhoud import compose
from signalen.tasks import make_pdf
from wijken.models import Cijfer


def make_notities(
    klok: Klok,
    mensen: Mensen,
    signalen: dict[str, Signaal],
    verhalen: dict[str, Verhaal],
    initiatieven: dict[str, Initiatief],
) -> None:
    """Write the notes and take each as far as it came."""
    for brief in BRIEVEN:
        notitie = _write(klok, mensen, signalen, verhalen, initiatieven, brief)
        if brief.vastgesteld is not None:
            versie = _settle(klok, mensen, notitie, brief)
            if brief.verzonden is not None:
                # Sending asks for a finished PDF; the others are left to the worker.
                make_pdf(versie.pk)
                _done(versie, at(klok.werkdag(brief.vastgesteld), 16, 31))
                _send(klok, mensen, versie, brief.verzonden)
            # Only now: what is sent today may not ask for anything in the past.
            own = Agendanotitie.objects.filter(pk=notitie.pk)
            own.update(reactie_voor=notitie.reactie_voor)
            _date_vragen(klok, notitie, brief)
        for vraag, reactie in zip(notitie.vragen.all(), brief.antwoorden, strict=False):
            _answer(klok, mensen, vraag, reactie)


def _write(
    klok: Klok,
    mensen: Mensen,
    signalen: dict[str, Signaal],
    verhalen: dict[str, Verhaal],
    initiatieven: dict[str, Initiatief],
    brief: Brief,
) -> Agendanotitie:
    by = mensen[brief.wie]
    chosen = [signalen[key] for key in brief.signalen]
    moment = at(klok.werkdag(brief.begonnen), 13)
    with toen(moment):
        notitie, _new = start_notitie(
            by=by,
            sleutel=sleutel("notitie", brief.titel),
            titel=brief.titel,
            aan=mensen.gemeente,
            signalen=chosen,
        )
    _date(klok, notitie, moment)
    notitie.refresh_from_db()
    figures = Cijfer.objects.filter(gebied__gemeentecode=notitie.gebied.gemeentecode)
    newest = figures.filter(gebied__actueel=True, jaar=notitie.gebied.jaar)
    content: dict[str, Any] = dict(brief.tekst)
    with toen(moment + timedelta(days=1, hours=2)):
        save_notitie(
            notitie=notitie,
            by=by,
            stand=notitie.stand,
            content=content,
            choices=Choices(
                signalen=chosen,
                verhalen=[verhalen[key] for key in brief.verhalen],
                initiatieven=[initiatieven[titel] for titel in brief.initiatieven],
                cijfers=[
                    newest.get(gebied__naam=gebied, sleutel=key) for gebied, key in brief.cijfers
                ],
            ),
            vragen=[_ask(klok, vraag) for vraag in brief.vragen],
            richtingen=[vars(weg) for weg in brief.richtingen],
        )
    return Agendanotitie.objects.get(pk=notitie.pk)


def _date(klok: Klok, notitie: Agendanotitie, moment: datetime) -> None:
    """Date a note in the past, with a reference of its own year."""
    fields: dict[str, Any] = {"op": moment}
    if moment.year != klok.vandaag.year:
        own = Agendanotitie.objects.filter(organisatie_id=notitie.organisatie_id)
        before = own.filter(kenmerk__startswith=f"{moment.year}-").count()
        fields["kenmerk"] = f"{moment.year}-{before + 1:03d}"
    Agendanotitie.objects.filter(pk=notitie.pk).update(**fields)


def _ask(klok: Klok, vraag: Ask) -> dict[str, Any]:
    return {
        "soort": vraag.soort,
        "aan": vraag.aan,
        "wat": vraag.wat,
        # What is settled today may not ask for something in the past; see _settle.
        "voor": max(klok.werkdag(-vraag.over), timezone.localdate()),
    }


def _settle(klok: Klok, mensen: Mensen, notitie: Agendanotitie, brief: Brief) -> NotitieVersie:
    dagen = brief.vastgesteld or 0
    day = klok.werkdag(dagen)
    moment = at(day, 16, 30)
    with toen(moment):
        versie, _new = settle(notitie=notitie, by=mensen["marijke"], stand=notitie.stand)
    notitie.refresh_from_db()
    _date_vragen(klok, notitie, brief)
    if brief.reactie_over is not None:
        notitie.reactie_voor = klok.werkdag(-brief.reactie_over)
    inhoud = to_json(compose(notitie, versie=versie.nummer, datum=day))
    NotitieVersie.objects.filter(pk=versie.pk).update(vastgesteld_op=moment, inhoud=inhoud)
    notitie.vragen.filter(voor__lt=timezone.localdate()).update(voor=timezone.localdate())
    return versie


def _date_vragen(klok: Klok, notitie: Agendanotitie, brief: Brief) -> None:
    """Give each vraag the day that it was asked for, seen from today."""
    for vraag, ask in zip(notitie.vragen.all(), brief.vragen, strict=True):
        vraag.voor = klok.werkdag(-ask.over)
        vraag.save(update_fields=["voor"])


def _done(versie: NotitieVersie, moment: datetime) -> None:
    NotitieVersie.objects.filter(pk=versie.pk).update(
        job_aangevraagd_op=moment, job_klaar_op=moment
    )


def _send(klok: Klok, mensen: Mensen, versie: NotitieVersie, dagen: int) -> None:
    notitie = versie.notitie
    moment = at(klok.werkdag(dagen), 17, 5)
    with toen(moment):
        send(notitie=notitie, by=mensen["marijke"], versie=versie.nummer)
    Agendanotitie.objects.filter(pk=notitie.pk).update(verzonden_op=moment)


def _answer(klok: Klok, mensen: Mensen, vraag: Any, reactie: Reactie) -> None:
    moment = at(klok.werkdag(reactie.dagen), 11, 15)
    voor: date | None = klok.werkdag(-reactie.over) if reactie.over is not None else None
    with toen(moment):
        antwoord = answer(
            vraag=vraag,
            by=mensen["anneke"],
            stand="",
            content={
                "uitkomst": reactie.uitkomst,
                "reden": reactie.reden,
                "besluit": reactie.besluit,
                "besluit_link": reactie.link,
                "besluit_nummer": reactie.nummer,
                "drager": reactie.drager,
                "voor": voor,
            },
        )
    Antwoord.objects.filter(pk=antwoord.pk).update(op=moment)
