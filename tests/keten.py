"""The chain in small steps, each made by the real action; for the tests of every link."""

import re
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape
from typing import Any, TypeVar

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from initiatieven.actions.contactpersoon import write_down
from initiatieven.models import Contactpersoon, Initiatief
from opbouw.lib.jobs import outbox
from opbouw.lib.models import AuditRegel
from opbouw.lib.sheets.sealed_rows import write_rows
from signalen.actions import antwoord as antwoorden
from signalen.actions import notitie as notities
from signalen.actions import vaststellen, verzenden
from signalen.actions.signaal import interpret, notice_signaal
from signalen.actions.verhaal import proofread, record_verhaal
from signalen.models import Agendanotitie, Antwoord, NotitieVersie, Signaal, Verhaal, Vraag
from signalen.queries.inhoud import compose
from signalen.queries.nakijken import findings_fingerprint, look_over
from wijken.actions.afspraak import make_appointment
from wijken.actions.bron import name_bron
from wijken.actions.contact import note_contact
from wijken.actions.overzetting import file_of, folder
from wijken.actions.ronde import note_ronde
from wijken.actions.verband import tie
from wijken.models import (
    AfgekeurdeRij,
    Afspraak,
    Bron,
    Contactmoment,
    Gebied,
    Lidmaatschap,
    Organisatie,
    Overzetting,
    Ronde,
    Verband,
)

R = TypeVar("R")

BSN = "111222333"
CONTROL = "Koffie\x07"
# Texts that no field may take, and that must come back as a message.
HOSTILE = ("x" * 8_000, "met\x00nul", CONTROL, "om\u202egekeerd")
HUGE = "99999999999999999999"


def make_contact(by: Lidmaatschap, gebied: Gebied, **fields: Any) -> Contactmoment:
    """A contact."""
    content = {"gebied": gebied, "vindplaats": "plein", "plek": "Lindeplein", "aantal": "2-5"}
    contact, _new = note_contact(by=by, sleutel=uuid.uuid4(), content={**content, **fields})
    return contact


LIST = [["1-2-2025", "Klaverveld"], ["geen dag", "Klaverveld"]]


def make_overzetting(
    by: Lidmaatschap, *, cells: Sequence[list[str]] = LIST, **fields: Any
) -> Overzetting:
    """A spreadsheet that was brought over: one row went along, one came back."""
    row = Overzetting.objects.create(
        organisatie_id=by.organisatie_id,
        door=by,
        **{
            "naam": "lijst.csv",
            "bestand": f".{uuid.uuid4().hex}.rijen",
            "sha256": uuid.uuid4().hex * 2,
            "koppen": ["Datum", "Buurt"],
            "koppeling": {"op": 0, "gebied": 1},
            "rijen": 2,
            "blokken": 1,
            "gedaan": 2,
            "overgezet": 1,
            "afgekeurd": 1,
            "stap": "klaar",
            "job_staat": "klaar",
            "klaar_op": timezone.now(),
            **fields,
        },
    )
    folder().mkdir(parents=True, exist_ok=True)
    write_rows(file_of(row), enumerate(cells, 2), done=lambda _number: None)
    AfgekeurdeRij.objects.create(
        organisatie_id=by.organisatie_id, overzetting=row, rij=3, reden="De datum ontbreekt."
    )
    return row


def make_ronde(by: Lidmaatschap, gebied: Gebied, aantal: int = 2, **changes: Any) -> Ronde:
    """A stored walk with one tally."""
    place = {"gebied": gebied, "vindplaats": "plein", "plek": "", "thema": "", "aantal": aantal}
    ronde, _new = note_ronde(
        by=by,
        sleutel=uuid.uuid4(),
        content={"dag": timezone.localdate()},
        tellingen=[{**place, **changes}],
    )
    return ronde


def make_afspraak(
    by: Lidmaatschap, *, contact: Contactmoment | None = None, **fields: Any
) -> Afspraak:
    """An appointment for today, of its maker; without a contact it needs a `gebied`."""
    content = {"wat": "Sleutel vragen", "op": timezone.localdate(), **fields}
    afspraak, _new = make_appointment(by=by, sleutel=uuid.uuid4(), content=content, contact=contact)
    return afspraak


def make_bron(by: Lidmaatschap, gebied: Gebied, *, days_ago: int = 0, **fields: Any) -> Bron:
    """An asset that somebody confirmed `days_ago` days ago."""
    content = {"soort": "talent", "naam": "iemand die fietsen maakt", "gebied": gebied}
    contact = fields.pop("contact", None)
    bron, _new = name_bron(
        by=by, sleutel=uuid.uuid4(), content={**content, **fields}, contact=contact
    )
    if days_ago:
        bron.genoemd_op = bron.bevestigd_op = timezone.localdate() - timedelta(days=days_ago)
        bron.save(update_fields=["genoemd_op", "bevestigd_op"])
    return bron


def make_verband(bron: Bron, met: Bron | str, by: Lidmaatschap, **fields: Any) -> Verband:
    """A tie between an asset and another, or the institution of this name."""
    content: dict[str, Any] = {"lijn": "verbinden", "waarom": "ze koken samen", "sterkte": "vast"}
    content |= {"instelling": met} if isinstance(met, str) else {"andere": met}
    contact = fields.pop("contact", None)
    verband, _new = tie(
        bron=bron, by=by, sleutel=uuid.uuid4(), content={**content, **fields}, contact=contact
    )
    return verband


def make_contactpersoon(
    by: Lidmaatschap, bij: Bron | Initiatief, *, days_ago: int = 0, **fields: Any
) -> Contactpersoon:
    """A contact person of an asset or a plan, last spoken to `days_ago` days ago."""
    content: dict[str, Any] = {
        "rol": "beheerder van de zaal",
        "naam": "Tineke Zandstra",
        "telefoon": "06 98 76 54 32",
        "email": "tineke@example.org",
        "van_ouder": False,
        "grond": "zakelijk",
        "toestemming_op": None,
        "toestemming_hoe": "",
        "gesproken_op": timezone.localdate() - timedelta(days=days_ago),
    }
    persoon, _new = write_down(bij=bij, by=by, sleutel=uuid.uuid4(), content={**content, **fields})
    return persoon


def make_signaal(
    by: Lidmaatschap, gebied: Gebied, contacten: Sequence[Contactmoment] = (), **fields: Any
) -> Signaal:
    """A signal, not interpreted yet."""
    content = {
        "titel": "Dichte gordijnen",
        "tekst": "Steeds meer gordijnen blijven overdag dicht.",
        "gebied": gebied,
        "thema": "wonen",
        "kring": "de ouders bij de speeltuin",
        "kring_waar": "dinsdag",
    }
    signaal, _new = notice_signaal(
        by=by, sleutel=uuid.uuid4(), content={**content, **fields}, contacten=contacten
    )
    return signaal


def make_interpreted_signaal(
    by: Lidmaatschap, gebied: Gebied, contacten: Sequence[Contactmoment] = (), **fields: Any
) -> Signaal:
    """A signal with a duiding."""
    signaal = make_signaal(by, gebied, contacten, **fields)
    content = {"met_wie": "zes bewoners", "tekst": "Kou maakt eenzaam.", "niet_gehoord": "jeugd"}
    interpret(signaal=signaal, by=by, sleutel=uuid.uuid4(), content=content)
    signaal.refresh_from_db()
    return signaal


def make_verhaal(by: Lidmaatschap, gebied: Gebied, **fields: Any) -> Verhaal:
    """A story that nobody has read yet."""
    content = {
        "tekst": "Ik zie niemand meer.",
        "kring": "oudere bewoners",
        "gebied": gebied,
        "signaal": None,
        "toestemming_op": timezone.localdate(),
        "toestemming_hoe": "mondeling",
        "toestemming_waarvoor": "brief",
    }
    verhaal, _new = record_verhaal(by=by, sleutel=uuid.uuid4(), content={**content, **fields})
    return verhaal


def make_usable_verhaal(
    by: Lidmaatschap, reader: Lidmaatschap, gebied: Gebied, **fields: Any
) -> Verhaal:
    """A story that a second person has read."""
    verhaal = make_verhaal(by, gebied, **fields)
    proofread(verhaal=verhaal, by=reader)
    verhaal.refresh_from_db()
    return verhaal


def make_concept(by: Lidmaatschap, aan: Organisatie, *signalen: Signaal) -> Agendanotitie:
    """A concept with what was known."""
    notitie, _new = notities.start_notitie(
        by=by, sleutel=uuid.uuid4(), titel="Kou in de wijk", aan=aan, signalen=list(signalen)
    )
    return notitie


def vraag(wat: str = "Kom een avond langs") -> dict[str, Any]:
    """What is asked, as the form gives it."""
    voor = timezone.localdate() + timedelta(days=30)
    return {"soort": "gesprek", "aan": "wethouder Wonen", "wat": wat, "voor": voor}


def make_complete_concept(
    notitie: Agendanotitie,
    by: Lidmaatschap,
    *,
    verhalen: Sequence[Verhaal] = (),
    signalen: Sequence[Signaal] | None = None,
    vragen: Sequence[dict[str, Any]] | None = None,
    richtingen: Sequence[dict[str, Any]] = (),
    cijfers: Sequence[Any] = (),
    **content: Any,
) -> Agendanotitie:
    """The concept, complete and saved."""
    return notities.save_notitie(
        notitie=notitie,
        by=by,
        stand=notitie.stand,
        content={"in_het_kort": "Het is koud in huis.", "bronnen": "De eettafel.", **content},
        choices=notities.Choices(
            signalen=list(notitie.signalen.all()) if signalen is None else signalen,
            verhalen=verhalen,
            initiatieven=[],
            cijfers=cijfers,
        ),
        vragen=[vraag()] if vragen is None else vragen,
        richtingen=richtingen,
    )


# The next four as somebody does it whose page is up to date.
def settle(*, notitie: Agendanotitie, by: Lidmaatschap, nagekeken: bool = False) -> NotitieVersie:
    """The version that is made, or was made already."""
    now = Agendanotitie.objects.get(pk=notitie.pk)
    found = look_over(compose(now, versie=0, datum=timezone.localdate()))
    tick = findings_fingerprint(found) if nagekeken else ""
    versie, _new = vaststellen.settle(notitie=notitie, by=by, stand=now.stand, nagekeken=tick)
    return versie


def reopen(*, notitie: Agendanotitie, by: Lidmaatschap) -> None:
    """A concept again."""
    vaststellen.reopen(notitie=notitie, by=by, versie=newest(notitie))


def send(*, notitie: Agendanotitie, by: Lidmaatschap) -> None:
    """The newest version, sent."""
    verzenden.send(notitie=notitie, by=by, versie=newest(notitie))


def answer(*, vraag: Vraag, by: Lidmaatschap, content: Mapping[str, Any]) -> Antwoord:
    """An answer by somebody who read the one before it."""
    earlier = Antwoord.objects.filter(vraag=vraag).first()
    stand = earlier.stand if earlier else ""
    return antwoorden.answer(vraag=vraag, by=by, stand=stand, content=content)


def newest(notitie: Agendanotitie) -> int:
    """The number of the newest version; 0 when there is none."""
    last = notitie.versies.order_by("nummer").last()
    return last.nummer if last else 0


def make_versie(notitie: Agendanotitie, coordinator: Lidmaatschap) -> NotitieVersie:
    """A version whose PDF is there, as far as the row knows."""
    versie = settle(notitie=notitie, by=coordinator)
    taken = outbox.claim(NotitieVersie, versie.pk)
    assert taken is not None
    assert outbox.finish(taken[0], bestand="notities/x.pdf", sha256="0" * 64)
    versie.refresh_from_db()
    return versie


def make_sent_notitie(notitie: Agendanotitie, coordinator: Lidmaatschap) -> Agendanotitie:
    """The note, settled and sent."""
    make_versie(notitie, coordinator)
    send(notitie=notitie, by=coordinator)
    notitie.refresh_from_db()
    return notitie


def make_antwoorden(notitie: Agendanotitie, by: Lidmaatschap) -> list[Antwoord]:
    """An answer to every vraag."""
    return [answer(vraag=one, by=by, content=antwoord()) for one in notitie.vragen.all()]


def antwoord(**fields: Any) -> dict[str, Any]:
    """An answer, as the form gives it."""
    return {
        "uitkomst": "overgenomen",
        "reden": "We komen graag.",
        "drager": "",
        "voor": None,
        "besluit": "",
        "besluit_nummer": "",
        "besluit_link": "",
        **fields,
    }


def telling(**fields: Any) -> dict[str, Any]:
    """How it was told back, as the form gives it."""
    return {
        "kring": "de ouders",
        "waar": "speeltuin",
        "hoe": "gesprek",
        "tekst": "Ze komen kijken.",
        "op": timezone.localdate(),
        **fields,
    }


def trail(after: int = 0) -> list[tuple[str, str, int, str, str]]:
    """The audit rows after the given one: what, on what, by whom, from and to."""
    rows = AuditRegel.objects.filter(pk__gt=after).order_by("pk")
    return [(r.handeling, r.object_soort, r.door_id or 0, r.van, r.naar) for r in rows]


def mark() -> int:
    """The place in the audit trail where we are now."""
    last = AuditRegel.objects.order_by("pk").last()
    return last.pk if last else 0


def short(value: object) -> str:
    """Name a parameter of a test in few characters, the same in every process."""
    return ascii(sorted(value) if isinstance(value, set | frozenset) else value)[:40]


def words(page: str) -> str:
    """The words of a page as they are read: without tags, with single spaces."""
    return " ".join(unescape(strip_tags(page)).split())


def queries(client: Client, path: str) -> int:
    """How many queries a page asks, once what is asked one time only has been asked."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def hidden(client: Client, path: str) -> dict[str, str]:
    """Return what the form of a page sends along unseen: its key, and what it was drawn from."""
    page = client.get(path).content.decode()
    sent: dict[str, str] = {}
    for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', page):
        said = dict(re.findall(r'\b(name|value)="([^"]*)"', tag))
        if said.get("name", "csrfmiddlewaretoken") != "csrfmiddlewaretoken":
            sent[said["name"]] = unescape(said.get("value", ""))
    return sent


def until_somebody_waits() -> None:
    """Return once another connection waits for what this transaction holds."""
    deadline = time.monotonic() + 10
    asked = (
        "SELECT EXISTS (SELECT FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
    )
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(asked)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits for this transaction")


def at_once(*calls: Callable[[], R]) -> list[R | Exception]:
    """Do these at the same moment, each on its own connection."""
    barrier = threading.Barrier(len(calls))

    def run(call: Callable[[], R]) -> R | Exception:
        barrier.wait(timeout=10)
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def watched(call: Callable[[], R], failed: list[str]) -> Callable[[], R]:
    """Return the call that notes the kind of every statement that the database refuses."""

    def watch(execute: Callable[..., Any], *query: Any) -> Any:
        try:
            return execute(*query)
        except Exception as error:
            failed.append(type(error).__name__)
            raise

    def run() -> R:
        with connection.execute_wrapper(watch):
            return call()

    return run
