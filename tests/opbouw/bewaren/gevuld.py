"""A row of everything that an organisation owns, with a word of its own in each free text."""

import re
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone

from initiatieven.actions.bericht import reply
from initiatieven.actions.bewonersbericht import write_back
from initiatieven.actions.terugkoppeling import tell_back as tell_initiatief
from initiatieven.models import Initiatief
from opbouw.lib.encrypted import EncryptedTextField
from opbouw.lib.pictures import Picture
from signalen.actions.terugkoppeling import tell_back
from signalen.actions.verantwoording import request_account
from signalen.models import (
    Agendanotitie,
    NotitieBron,
    NotitieInitiatief,
    NotitieVersie,
    Signaal,
    VerantwoordingPdf,
    Verhaal,
)
from tests import keten
from tests.canary import rows_with
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.wereld import Wereld
from wijken.actions.afspraak import move_appointment
from wijken.actions.bewaartermijn import choose_terms
from wijken.actions.foto import keep_foto
from wijken.actions.invultijd import count_saved
from wijken.actions.zoekfilter import keep_search
from wijken.models import (
    Bewaartermijn,
    Contactmoment,
    Invultijd,
    Kolomindeling,
    Lidmaatschap,
    Owned,
    Uitnodiging,
    Veldgebruik,
    Zoekfilter,
    owned_models,
)
from wijken.queries.tijdvak import last_whole_quarter

# These are people, settings and counters, not what was written.
OF_THE_TEAM: set[type[Owned]] = {
    *(Bewaartermijn, Lidmaatschap, Uitnodiging, Zoekfilter),
    *(Invultijd, Veldgebruik),
}
# Numbers, states and names of files say nothing of what was written.
NO_WORDS = {
    *(
        "kenmerk",
        "tijdvak",
        "token_hash",
        "bestand",
        "sha256",
        "koppen_sha256",
        "job_staat",
        "job_reden",
    ),
}
CANARY = r"kanarie-\w+-\w+"
RICHTING = {"wat": "Samen eten", "voordelen": "", "nadelen": "", "drager": "wij"}


@dataclass(frozen=True)
class Gevuld:
    """What the tests look at again."""

    contact: Contactmoment
    signaal: Signaal
    initiatief: Initiatief
    verhaal: Verhaal
    los_verhaal: Verhaal
    verzonden: Agendanotitie
    concept: Agendanotitie
    pdfs: list[Path]


def fill(wereld: Wereld) -> Gevuld:
    """Make one of everything of De Brink: a note that was answered, another that never went."""
    by, lead, where = wereld.samira, wereld.marijke, wereld.klaverveld
    contact = keten.make_contact(by, where, tekst="Koffie")
    afspraken = [
        keten.make_afspraak(by, contact=contact),
        keten.make_afspraak(by, gebied=where),
    ]
    for afspraak in afspraken:
        move_appointment(
            afspraak=afspraak,
            by=by,
            sleutel=uuid.uuid4(),
            stand=None,
            naar=date(2099, 1, 5),
            want="Ziek",
        )
    bron = keten.make_bron(by, where, contact=contact)
    keten.make_verband(bron, "de school", by)
    keten.make_contactpersoon(by, bron)
    signaal = keten.make_interpreted_signaal(by, where, [contact])
    keten.make_ronde(by, where, plek="plein")
    keten.make_overzetting(lead)
    Kolomindeling.objects.create(organisatie=wereld.de_brink, koppen_sha256="a" * 64)
    keep_search(by=by, sleutel=uuid.uuid4(), content={"naam": "Koffie", "woorden": "koffie"})
    count_saved(organisatie_id=by.organisatie_id, formulier="bron", seconds=7, velden=["wat"])
    keep_foto(contact=contact, by=by, beeld=Picture(b"JPEG kanarie", 4, 3))
    verhaal = keten.make_usable_verhaal(by, lead, where)
    los = keten.make_usable_verhaal(by, lead, where, tekst="Wij koken om de beurt.")
    initiatief = make_initiatief(wereld.de_brink, where, bereikbaar=ELS, staat="gelukt")
    keten.make_contactpersoon(by, initiatief)
    reply(initiatief=initiatief, by=by, sleutel=uuid.uuid4(), tekst="Mooi!")
    write_back(initiatief=initiatief, sleutel=uuid.uuid4(), tekst="Dank!")
    tell_initiatief(initiatief=initiatief, by=by, sleutel=uuid.uuid4(), content=keten.telling())
    concept = _concept(wereld, keten.make_interpreted_signaal(by, where), [los], initiatief)
    keten.make_versie(concept, lead)
    verzonden = _concept(wereld, signaal, [verhaal], initiatief)
    keten.make_sent_notitie(verzonden, lead)
    keten.make_antwoorden(verzonden, wereld.anneke)
    signaal.refresh_from_db()
    tell_back(signaal=signaal, by=by, sleutel=uuid.uuid4(), content=keten.telling())
    request_account(
        by=lead,
        sleutel=uuid.uuid4(),
        gebied=None,
        tijdvak=last_whole_quarter(),
        verhalen=[los.pk],
    )
    # The same as by default, so that the setting itself is a row too.
    choose_terms(by=wereld.beatrix, jaren={"verhalen": 4})
    choose_terms(by=wereld.beatrix, jaren={"verhalen": 5})
    return Gevuld(
        contact, signaal, initiatief, verhaal, los, verzonden, concept, write_pdfs(wereld)
    )


def _concept(
    wereld: Wereld, signaal: Signaal, verhalen: list[Verhaal], initiatief: Initiatief
) -> Agendanotitie:
    notitie = keten.make_concept(wereld.samira, wereld.gemeente, signaal)
    keten.make_complete_concept(notitie, wereld.samira, verhalen=verhalen, richtingen=[RICHTING])
    NotitieInitiatief.objects.create(
        organisatie=wereld.de_brink, notitie=notitie, initiatief=initiatief
    )
    NotitieBron.objects.create(
        organisatie=wereld.de_brink,
        notitie=notitie,
        bron=keten.make_bron(wereld.samira, wereld.klaverveld),
    )
    notitie.refresh_from_db()
    return notitie


def write_pdfs(wereld: Wereld) -> list[Path]:
    """Put the file of each version where the worker would."""
    paths = []
    for versie in NotitieVersie.objects.order_by("pk"):
        versie.bestand = (
            f"notities/{versie.organisatie_id}/{versie.notitie_id}-versie-{versie.nummer}-aa.pdf"
        )
        versie.save(update_fields=["bestand"])
        path = Path(settings.MEDIA_ROOT) / versie.bestand
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.7 kanarie")
        paths.append(path)
    for row in VerantwoordingPdf.objects.all():
        row.bestand = f"verantwoording/{row.organisatie_id}/{row.pk}-aa.pdf"
        row.save(update_fields=["bestand"])
        path = Path(settings.MEDIA_ROOT) / row.bestand
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.7 kanarie")
    return paths


def put_canaries() -> set[str]:
    """Put a word of its own in every free text of every owned row; returns those words."""
    put = set()
    for model in owned_models():
        if model in OF_THE_TEAM:
            continue
        words = {name: _canary(model, name) for name in free_texts(model)}
        if words:
            assert model._default_manager.update(**words), f"no row of {model.__name__}"
            put |= set(words.values())
    for versie in NotitieVersie.objects.all():
        told = [{"tekst": _canary(Verhaal, "tekst"), "kring": "buren"}]
        versie.inhoud = {
            **versie.inhoud,
            "titel": _canary(NotitieVersie, "inhoud"),
            "verhalen": told,
        }
        versie.save(update_fields=["inhoud"])
    said = _canary(VerantwoordingPdf, "inhoud")
    VerantwoordingPdf.objects.update(inhoud={"gebied": said, "verhalen": told})
    return put | {_canary(NotitieVersie, "inhoud"), said}


def free_texts(model: type[models.Model]) -> list[str]:
    """Return the columns in which somebody's words can be, and the fingerprints of those."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, EncryptedTextField)
        and not field.choices
        and field.name not in NO_WORDS
    ]


def _canary(model: type[models.Model], name: str) -> str:
    return f"kanarie-{model._meta.model_name}-{name}"


def canaries_left() -> set[str]:
    """Return the canaries that stand in any column of any table."""
    return {word for _table, row in rows_with("kanarie") for word in re.findall(CANARY, row)}


def files_left() -> list[Path]:
    """Return every file below MEDIA_ROOT."""
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def after(years: int, days: int = 1) -> date:
    """Return the day on which what was made today is so many years and days old."""
    today = timezone.localdate()
    try:
        return today.replace(year=today.year + years) + timedelta(days=days)
    except ValueError:
        return today.replace(year=today.year + years, day=28) + timedelta(days=days)
