"""Everything that changes an agenda note."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
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
from signalen.actions.versie import GONE
from signalen.inhoud import NotitieInhoud, to_json
from signalen.models import (
    Agendanotitie,
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
from signalen.queries.begin import common_area, known_already
from signalen.queries.inhoud import compose, observed_period
from signalen.queries.nakijken import look_over
from signalen.queries.notitie import last_version, missing
from wijken.models import Lidmaatschap, Organisatie

Rows = Sequence[Mapping[str, Any]]

PASSED = (
    "De dag waarop je reactie vraagt is voorbij. Heropen de notitie als concept, kies een latere "
    "dag en stel haar opnieuw vast."
)


class Overtaken(Refused):
    """A colleague saved the note in the meantime."""


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
        first, last = observed_period(list(signalen))
        notitie = Agendanotitie.objects.create(
            organisatie_id=by.organisatie_id,
            door=by,
            sleutel=key,
            afdruk=afdruk,
            dubbel_van=dubbel_van,
            kenmerk=next_reference(
                organisatie_id=by.organisatie_id, prefix=f"{timezone.localdate().year}-"
            ),
            titel=titel,
            aan=aan,
            gebied=common_area(signalen),
            periode_van=first,
            periode_tot=last,
            **known_already(signalen, by),
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
        if _says(notitie, content, choices, vragen, richtingen):
            return notitie
        raise Overtaken(
            "Een collega heeft deze notitie intussen ook gewijzigd. Jouw tekst staat hier nog. "
            "Bewaar je nog een keer, dan komt die in de plaats van wat je collega schreef."
        )
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
def settle(*, notitie: Agendanotitie, by: Lidmaatschap, nagekeken: bool = False) -> NotitieVersie:
    """Freeze the content as a version and ask for its PDF; raises Refused with what is missing.

    All its words are searched for personal data once more: a citizen service number stops it,
    anything else asks for somebody who says that it is meant so (`nagekeken`).
    """
    notitie = lock(notitie)
    _must_be(notitie, NotitieStaat.CONCEPT)
    _hold_verhalen(notitie)
    if lacks := missing(notitie):
        raise Refused(" ".join(lack.tekst for lack in lacks))
    van = move(notitie, NotitieStaat.VASTGESTELD)
    notitie.reactie_voor = notitie.asked_before(timezone.localdate())
    notitie.save(update_fields=["staat", "reactie_voor"])
    last = last_version(notitie)
    nummer = last.nummer + 1 if last else 1
    inhoud = compose(notitie, versie=nummer, datum=timezone.localdate())
    _must_be_public(inhoud, nagekeken=nagekeken)
    versie = NotitieVersie.objects.create(
        organisatie_id=notitie.organisatie_id,
        notitie=notitie,
        nummer=nummer,
        inhoud=to_json(inhoud),
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
    versie = last_version(notitie)
    settled = timezone.localdate(versie.vastgesteld_op) if versie else None
    if settled and notitie.reactie_voor == notitie.agreed_term(settled):
        # Nobody chose that day: it was the agreed term, which counts anew from the next version.
        notitie.reactie_voor = None
    notitie.save(update_fields=["staat", "reactie_voor"])
    withdrawn = NotitieVerhaal.objects.filter(verhaal__ingetrokken_op__isnull=False)
    withdrawn.filter(notitie=notitie).delete()
    record("notitie_heropend", notitie, by=by, van=van, naar=notitie.staat)


@transaction.atomic
def send(*, notitie: Agendanotitie, by: Lidmaatschap) -> None:
    """Show the note to the municipality, mail its members, and put the signals on the agenda."""
    notitie = lock(notitie)
    _hold_verhalen(notitie)
    if notitie.verhalen.exclude(pk__in=Verhaal.objects.usable()).exists():
        raise Refused(GONE)
    versie = last_version(notitie)
    if versie is None or versie.job_staat != JobStaat.KLAAR:
        raise Refused("De PDF is nog niet klaar. Wacht even, of probeer het maken opnieuw.")
    if notitie.term_passed:
        raise Refused(PASSED)
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


def _hold_verhalen(notitie: Agendanotitie) -> None:
    # A story that is being taken back at this moment is either gone already, or must wait.
    list(notitie.verhalen.select_for_update(of=("self",)).order_by("pk"))


def _must_be_public(inhoud: NotitieInhoud, *, nagekeken: bool) -> None:
    found = look_over(inhoud)
    blocking = list(dict.fromkeys(one.deel for one in found if one.finding.blocks))
    if blocking:
        parts = ", ".join(f"“{deel}”" for deel in blocking)
        raise Refused(f"Er staat iets in dat op een BSN lijkt, bij {parts}. Haal het eerst weg.")
    if found and not nagekeken:
        parts = ", ".join(f"“{deel}”" for deel in dict.fromkeys(one.deel for one in found))
        raise Refused(
            f"Lees eerst na of hier niemand te herkennen is, bij {parts}, en vink dat aan."
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


def _says(
    notitie: Agendanotitie,
    content: Mapping[str, Any],
    choices: Choices,
    vragen: Rows,
    richtingen: Rows,
) -> bool:
    """Tell whether the note holds exactly this already: the same form, sent twice."""
    chosen = all(
        set(getattr(notitie, field.name).all()) == set(getattr(choices, field.name))
        for field in fields(choices)
    )
    return (
        chosen
        and all(getattr(notitie, name) == value for name, value in content.items())
        and _same_rows(notitie.vragen.values(), vragen)
        and _same_rows(notitie.richtingen.values(), richtingen)
    )


def _same_rows(stored: Iterable[Mapping[str, Any]], rows: Rows) -> bool:
    kept = list(stored)
    return len(kept) == len(rows) and all(
        old[name] == value
        for old, row in zip(kept, rows, strict=True)
        for name, value in row.items()
    )
