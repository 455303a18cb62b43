"""Everything that changes an agenda note."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from opbouw.lib import outbox
from opbouw.lib.audit import record
from opbouw.lib.idempotence import create_once
from opbouw.lib.mail import queue_mail
from opbouw.lib.models import JobStaat
from opbouw.lib.reference import next_reference
from opbouw.lib.transitions import Refused, move
from signalen.actions.signaal import put_on_agenda
from signalen.inhoud import to_json
from signalen.models import (
    Agendanotitie,
    Duiding,
    NotitieInitiatief,
    NotitieSignaal,
    NotitieStaat,
    NotitieVerhaal,
    NotitieVersie,
    Richting,
    Signaal,
    Verhaal,
    Vraag,
)
from signalen.queries.inhoud import compose, observed_period
from signalen.queries.notitie import last_version, missing
from wijken.models import Lidmaatschap, Organisatie

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Choices:
    """What a note gathers from elsewhere."""

    signalen: Iterable[Any]
    verhalen: Iterable[Any]
    initiatieven: Iterable[Any]
    cijfers: Iterable[Any]


@transaction.atomic
def start_notitie(
    *,
    by: Lidmaatschap,
    sleutel: uuid.UUID,
    titel: str,
    aan: Organisatie,
    signalen: Sequence[Signaal],
) -> tuple[Agendanotitie, bool]:
    """Begin a note from signals, with what is known filled in; returns it and whether it is new."""
    content = {"titel": titel, "aan": aan, "signalen": list(signalen)}

    def make(key: uuid.UUID, afdruk: str, dubbel_van: Agendanotitie | None) -> Agendanotitie:
        # The lock on the organisation keeps the reference numbers without doubles.
        Organisatie.objects.select_for_update().get(pk=by.organisatie_id)
        own = Agendanotitie.objects.filter(organisatie_id=by.organisatie_id)
        first, last = observed_period(list(signalen))
        notitie = Agendanotitie.objects.create(
            organisatie_id=by.organisatie_id,
            door=by,
            sleutel=key,
            afdruk=afdruk,
            dubbel_van=dubbel_van,
            kenmerk=next_reference(own, prefix=f"{timezone.localdate().year}-"),
            titel=titel,
            aan=aan,
            gebied=_common_area(signalen),
            periode_van=first,
            periode_tot=last,
            **_known(signalen, by),
        )
        _gather(notitie, NotitieSignaal, "signaal", signalen)
        record("notitie_begonnen", notitie, by=by, naar=notitie.staat)
        return notitie

    return create_once(
        Agendanotitie, organisatie_id=by.organisatie_id, sleutel=sleutel, content=content, make=make
    )


@transaction.atomic
def save_notitie(
    *,
    notitie: Agendanotitie,
    by: Lidmaatschap,
    stand: int,
    content: Mapping[str, Any],
    choices: Choices,
    vragen: Rows,
    richtingen: Rows,
) -> Agendanotitie:
    """Store a concept whole; raises Refused when a colleague saved it since `stand` was read."""
    notitie = lock(notitie)
    _must_be(notitie, NotitieStaat.CONCEPT)
    if notitie.stand != stand:
        raise Refused("Een collega heeft deze notitie intussen ook gewijzigd.")
    for name, value in content.items():
        setattr(notitie, name, value)
    notitie.stand += 1
    notitie.save()
    _gather(notitie, NotitieSignaal, "signaal", choices.signalen)
    _gather(notitie, NotitieVerhaal, "verhaal", choices.verhalen)
    _gather(notitie, NotitieInitiatief, "initiatief", choices.initiatieven)
    notitie.cijfers.set(choices.cijfers)
    _replace(notitie, Vraag, vragen)
    _replace(notitie, Richting, richtingen)
    record("notitie_gewijzigd", notitie, by=by)
    return notitie


@transaction.atomic
def settle(*, notitie: Agendanotitie, by: Lidmaatschap) -> NotitieVersie:
    """Freeze the content as a version and ask for its PDF; raises Refused with what is missing."""
    notitie = lock(notitie)
    _must_be(notitie, NotitieStaat.CONCEPT)
    if lacks := missing(notitie):
        raise Refused(" ".join(lacks))
    van = move(notitie, NotitieStaat.VASTGESTELD)
    if notitie.reactie_voor is None:
        weeks = notitie.aan.reactietermijn_weken
        notitie.reactie_voor = timezone.localdate() + timedelta(weeks=weeks)
    notitie.save(update_fields=["staat", "reactie_voor"])
    last = last_version(notitie)
    nummer = last.nummer + 1 if last else 1
    versie = NotitieVersie.objects.create(
        organisatie_id=notitie.organisatie_id,
        notitie=notitie,
        nummer=nummer,
        inhoud=to_json(compose(notitie, versie=nummer, datum=timezone.localdate())),
        vastgesteld_door=by,
    )
    record("notitie_vastgesteld", notitie, by=by, van=van, naar=notitie.staat)
    outbox.request(versie)
    return versie


@transaction.atomic
def reopen(*, notitie: Agendanotitie, by: Lidmaatschap) -> None:
    """Make a settled note a concept again; the settled version stays as it was."""
    notitie = lock(notitie)
    van = move(notitie, NotitieStaat.CONCEPT)
    notitie.save(update_fields=["staat"])
    record("notitie_heropend", notitie, by=by, van=van, naar=notitie.staat)


@transaction.atomic
def send(*, notitie: Agendanotitie, by: Lidmaatschap) -> None:
    """Show the note to the municipality, mail its members, and put the signals on the agenda."""
    notitie = lock(notitie)
    versie = last_version(notitie)
    if versie is None or versie.job_staat != JobStaat.KLAAR:
        raise Refused("De PDF is nog niet klaar. Wacht even, of probeer het maken opnieuw.")
    if notitie.verhalen.exclude(pk__in=Verhaal.objects.usable()).exists():
        raise Refused("Een verhaal hierin is ingetrokken. Heropen de notitie en haal het eruit.")
    van = move(notitie, NotitieStaat.VERZONDEN)
    notitie.verzonden_op = timezone.now()
    notitie.save(update_fields=["staat", "verzonden_op"])
    for signaal in notitie.signalen.select_for_update(of=("self",)).order_by("pk"):
        put_on_agenda(signaal=signaal, by=by)
    record("notitie_verzonden", notitie, by=by, van=van, naar=notitie.staat)
    readers = notitie.aan.leden.filter(actief=True, gebruiker__is_active=True)
    for lid in readers.select_related("gebruiker"):
        queue_mail(
            "notitie_verzonden",
            aan=lid.gebruiker.email,
            onderwerp=f"Nieuwe agendanotitie {notitie.kenmerk}: {notitie.titel}",
            context={
                "notitie": notitie,
                "organisatie": notitie.organisatie.naam,
                "waarom": f"je bij {notitie.aan.naam} agendanotities leest",
                "knop_url": reverse("ontvangen_notitie", args=[notitie.pk]),
                "knop_tekst": "Lees de notitie",
            },
        )


@transaction.atomic
def retry_pdf(*, versie: NotitieVersie, by: Lidmaatschap) -> None:
    """Ask again for a PDF that failed three times."""
    if outbox.retry(versie):
        record("pdf_opnieuw_gevraagd", versie, by=by)


def lock(notitie: Agendanotitie) -> Agendanotitie:
    """Read the note again and hold it until the transaction ends."""
    return (
        Agendanotitie.objects.select_for_update(of=("self",))
        .select_related("organisatie", "aan", "gebied__ouder")
        .get(pk=notitie.pk)
    )


def _must_be(notitie: Agendanotitie, staat: NotitieStaat) -> None:
    if notitie.staat != staat:
        raise Refused(f"Deze notitie is {notitie.get_staat_display()} en verandert niet meer.")


def _gather(notitie: Agendanotitie, model: Any, name: str, chosen: Iterable[Any]) -> None:
    rows = list(chosen)
    model.objects.filter(notitie=notitie).exclude(**{f"{name}__in": rows}).delete()
    model.objects.bulk_create(
        [
            model(organisatie_id=notitie.organisatie_id, notitie=notitie, **{name: row})
            for row in rows
        ],
        ignore_conflicts=True,
    )


def _replace(notitie: Agendanotitie, model: Any, rows: Rows) -> None:
    model.objects.filter(notitie=notitie).delete()
    model.objects.bulk_create(
        [
            model(organisatie_id=notitie.organisatie_id, notitie=notitie, nummer=number, **row)
            for number, row in enumerate(rows, start=1)
        ]
    )


def _common_area(signalen: Sequence[Signaal]) -> Any:
    areas = {signaal.gebied_id: signaal.gebied for signaal in signalen}
    if len(areas) == 1:
        return signalen[0].gebied
    parents = {gebied.ouder_id: gebied.ouder for gebied in areas.values()}
    first = signalen[0].gebied
    if len(parents) == 1 and first.ouder is not None:
        return first.ouder
    top = first
    while top.ouder is not None:
        top = top.ouder
    return top


def _known(signalen: Sequence[Signaal], by: Lidmaatschap) -> dict[str, str]:
    duidingen = list(Duiding.objects.filter(signaal__in=signalen).order_by("op", "pk"))
    circles = dict.fromkeys(
        f"{signaal.kring} ({signaal.kring_waar})" if signaal.kring_waar else signaal.kring
        for signaal in signalen
    )
    return {
        "duiding": "\n\n".join(duiding.tekst for duiding in duidingen),
        "duiders": "; ".join(dict.fromkeys(duiding.met_wie for duiding in duidingen))[:300],
        "tegengeluid": "\n\n".join(d.tegengeluid for d in duidingen if d.tegengeluid)[:1500],
        "spanningen": "\n\n".join(d.spanning for d in duidingen if d.spanning)[:1500],
        "wat_we_niet_weten": "\n\n".join(
            f"Nog niet gehoord: {d.niet_gehoord}" for d in duidingen if d.niet_gehoord
        )[:1500],
        "terugkoppeling": f"We vertellen het antwoord terug aan: {', '.join(circles)}."[:1000],
        "contact": f"{by.gebruiker.naam}, {by.organisatie.naam}, {by.organisatie.bereikbaar}"[:200],
    }
