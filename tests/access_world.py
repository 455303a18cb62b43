"""One object of each kind, all of De Brink, for the access table; and the arguments of each URL."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from initiatieven.models import Bewonersbericht, Contactpersoon, Initiatief
from initiatieven.queries.volglink import token_of
from opbouw.lib.pictures import Picture
from signalen.inhoud import to_json
from signalen.models import (
    Agendanotitie,
    NotitieVersie,
    Signaal,
    VerantwoordingPdf,
    Verhaal,
    Vraag,
)
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import make_bron, make_contactpersoon, make_overzetting, make_ronde, make_verband
from tests.signalen.voorbeeld import voorbeeld_inhoud
from tests.wereld import Wereld
from wijken.actions.foto import keep_foto
from wijken.actions.uitnodiging import invite
from wijken.models import (
    Afspraak,
    Bron,
    Contactmoment,
    Gebied,
    Lidmaatschap,
    Overzetting,
    Ronde,
    Uitnodiging,
    Verband,
    Zoekfilter,
)

SECRET = "een-geheim-van-minstens-tweeendertig-tekens"


@dataclass(frozen=True)
class OneOfEach:
    """What an address can be about."""

    collega: Lidmaatschap
    buurt: Gebied
    contact: Contactmoment
    ronde: Ronde
    overzetting: Overzetting
    afspraak: Afspraak
    bron: Bron
    verband: Verband
    contactpersoon: Contactpersoon
    initiatief: Initiatief
    bewonersbericht: Bewonersbericht
    signaal: Signaal
    verhaal: Verhaal
    notitie: Agendanotitie
    uitnodiging: Uitnodiging
    zoekfilter: Zoekfilter
    verantwoording: VerantwoordingPdf


def make_one_of_each(wereld: Wereld, pdf: Path) -> OneOfEach:
    """Make one of everything; the note has been sent to the municipality, with its PDF."""
    own: dict[str, Any] = {"organisatie": wereld.de_brink, "door": wereld.samira}
    contact = Contactmoment.objects.create(**own, gebied=wereld.klaverveld, vindplaats="plein")
    afspraak = Afspraak.objects.create(
        **own,
        bij=wereld.samira,
        contact=contact,
        gebied=wereld.klaverveld,
        wat="Sleutel",
        op=date(2026, 1, 5),
    )
    keep_foto(contact=contact, by=wereld.samira, beeld=Picture(b"JPEG", 4, 3))
    ronde = make_ronde(wereld.samira, wereld.klaverveld)
    signaal = Signaal.objects.create(
        **own,
        gebied=wereld.klaverveld,
        titel="Dichte gordijnen",
        tekst="Kou",
        thema="wonen",
        kring="ouders",
    )
    verhaal = Verhaal.objects.create(
        **own,
        gebied=wereld.klaverveld,
        tekst="Wij koken om de beurt.",
        kring="buren",
        toestemming_hoe="mondeling",
        toestemming_waarvoor="brief",
    )
    notitie = Agendanotitie.objects.create(
        **own,
        sleutel=uuid.uuid4(),
        kenmerk="DB-2026-1",
        titel="Dichte gordijnen",
        aan=wereld.gemeente,
        gebied=wereld.klaverveld,
        periode_van=date(2026, 1, 1),
        periode_tot=date(2026, 3, 31),
        staat="verzonden",
        verzonden_op=timezone.now(),
    )
    Vraag.objects.create(
        organisatie=notitie.organisatie,
        notitie=notitie,
        nummer=1,
        soort="gesprek",
        aan="wethouder",
        wat="Kom langs",
        voor=date(2026, 6, 1),
    )
    NotitieVersie.objects.create(
        organisatie=notitie.organisatie,
        notitie=notitie,
        nummer=1,
        inhoud=to_json(voorbeeld_inhoud()),
        vastgesteld_door=wereld.marijke,
        job_staat="klaar",
        bestand=pdf.name,
    )
    uitnodiging, _new = invite(
        by=wereld.marijke, naam="Nora", email="nora@voorbeeld.nl", rol="opbouwwerker", gebieden=[]
    )
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld, staat="gelukt")
    bron = make_bron(wereld.samira, wereld.klaverveld, days_ago=30)
    return OneOfEach(
        collega=wereld.joost,
        buurt=wereld.klaverveld,
        contact=contact,
        ronde=ronde,
        overzetting=make_overzetting(wereld.marijke),
        afspraak=afspraak,
        bron=bron,
        verband=make_verband(bron, "de bibliotheek", wereld.samira),
        contactpersoon=make_contactpersoon(wereld.samira, bron, days_ago=30),
        initiatief=initiatief,
        bewonersbericht=Bewonersbericht.objects.create(
            organisatie=wereld.de_brink, initiatief=initiatief, tekst="Ja!"
        ),
        signaal=signaal,
        verhaal=verhaal,
        notitie=notitie,
        uitnodiging=uitnodiging,
        zoekfilter=Zoekfilter.objects.create(
            **own, naam="Koffie", woorden="koffie", keuzes={"thema": "wonen"}
        ),
        verantwoording=VerantwoordingPdf.objects.create(
            **own, tijdvak="2026-k1", inhoud={}, job_staat="klaar", bestand=pdf.name
        ),
    )


# The argument pk of an address whose name begins so; the longest beginning counts.
PK: dict[str, Callable[[OneOfEach], int]] = {
    "contact": lambda one: one.contact.pk,
    "contactpersoon": lambda one: one.contactpersoon.pk,
    "ronde": lambda one: one.ronde.pk,
    "overzetting": lambda one: one.overzetting.pk,
    "afspraak": lambda one: one.afspraak.pk,
    "bron": lambda one: one.bron.pk,
    "verband": lambda one: one.verband.pk,
    "initiatief": lambda one: one.initiatief.pk,
    "bewonersbericht": lambda one: one.bewonersbericht.pk,
    "signaal": lambda one: one.signaal.pk,
    "verhaal": lambda one: one.verhaal.pk,
    "verantwoording": lambda one: one.verantwoording.pk,
    "notitie": lambda one: one.notitie.pk,
    "ontvangen": lambda one: one.notitie.pk,
    "lid": lambda one: one.collega.pk,
    "uitnodiging": lambda one: one.uitnodiging.pk,
    "zoekfilter": lambda one: one.zoekfilter.pk,
    "mfa": lambda _one: 1,
    "draad": lambda one: one.signaal.pk,
    "weghalen": lambda one: one.signaal.pk,
    "admin:inlezing": lambda _one: 1,  # nobody of the table gets as far as the row
}
# The other arguments, by their name in the route.
OTHERS: dict[str, Callable[[OneOfEach], object]] = {
    "code": lambda one: one.buurt.code,
    "slug": lambda one: one.contact.organisatie.slug,
    "nummer": lambda _one: 1,
    "soort": lambda _one: "signaal",
    "punten": lambda _one: "signalen",
    "uidb36": lambda _one: "1",
    "key": lambda _one: "set-password",
    "provider_id": lambda _one: "organisatie",
    "object_id": lambda _one: 1,
    "content_type_id": lambda _one: 1,
    "app_label": lambda _one: "wijken",
    "rest": lambda _one: "x",
    "url": lambda _one: "onbekend",
}
TOKENS: dict[str, Callable[[OneOfEach], str]] = {
    "volgen": lambda one: token_of(one.initiatief) or "",
    "uitnodiging": lambda _one: SECRET,
}


def argument(one: OneOfEach, name: str, parameter: str) -> object:
    """Return the value of one argument of a URL; raises KeyError with what to add."""
    if parameter == "pk":
        found = [start for start in PK if name.startswith(start)]
        if not found:
            raise KeyError(f"{name}: add where its pk comes from to PK in tests/access_world.py")
        return PK[max(found, key=len)](one)
    if parameter == "token":
        found = [start for start in TOKENS if name.startswith(start)]
        if not found:
            raise KeyError(f"{name}: add its token to TOKENS in tests/access_world.py")
        return TOKENS[max(found, key=len)](one)
    if parameter not in OTHERS:
        raise KeyError(f"{name}: add {parameter!r} to OTHERS in tests/access_world.py")
    return OTHERS[parameter](one)
