"""One object of each kind, all of De Brink, for the access table; and the arguments of each URL."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from initiatieven.models import Initiatief
from initiatieven.queries.volglink import token_of
from signalen.inhoud import to_json
from signalen.models import Agendanotitie, NotitieVersie, Signaal, Verhaal, Vraag
from tests.initiatieven.voorbeeld import brought_in
from tests.signalen.voorbeeld import voorbeeld_inhoud
from wijken.actions.uitnodiging import invite
from wijken.models import Contactmoment, Gebied, Lidmaatschap, Organisatie, Uitnodiging

SECRET = "een-geheim-van-minstens-tweeendertig-tekens"


@dataclass(frozen=True)
class World:
    """What an address can be about."""

    collega: Lidmaatschap
    buurt: Gebied
    contact: Contactmoment
    initiatief: Initiatief
    signaal: Signaal
    verhaal: Verhaal
    notitie: Agendanotitie
    uitnodiging: Uitnodiging


def make_world(
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    coordinator: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
    pdf: Path,
) -> World:
    """Make one of everything; the note has been sent to the municipality, with its PDF."""
    own: dict[str, Any] = {"organisatie": opbouwwerker.organisatie, "door": opbouwwerker}
    contact = Contactmoment.objects.create(
        **own, gebied=buurt, vindplaats="plein", afspraak="Sleutel", afspraak_op=date(2026, 1, 5)
    )
    signaal = Signaal.objects.create(
        **own, gebied=buurt, titel="Dichte gordijnen", tekst="Kou", thema="wonen", kring="ouders"
    )
    verhaal = Verhaal.objects.create(
        **own,
        gebied=buurt,
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
        aan=gemeente,
        gebied=buurt,
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
        vastgesteld_door=coordinator,
        job_staat="klaar",
        bestand=pdf.name,
    )
    uitnodiging, _new = invite(
        by=coordinator, naam="Nora", email="nora@voorbeeld.nl", rol="opbouwwerker", gebieden=[]
    )
    return World(
        collega=collega,
        buurt=buurt,
        contact=contact,
        initiatief=brought_in(opbouwwerker.organisatie, buurt, staat="gelukt"),
        signaal=signaal,
        verhaal=verhaal,
        notitie=notitie,
        uitnodiging=uitnodiging,
    )


# The argument pk of an address whose name begins so; the longest beginning counts.
PK: dict[str, Callable[[World], int]] = {
    "contact": lambda world: world.contact.pk,
    "initiatief": lambda world: world.initiatief.pk,
    "signaal": lambda world: world.signaal.pk,
    "verhaal": lambda world: world.verhaal.pk,
    "notitie": lambda world: world.notitie.pk,
    "ontvangen": lambda world: world.notitie.pk,
    "lid": lambda world: world.collega.pk,
    "uitnodiging": lambda world: world.uitnodiging.pk,
    "mfa": lambda _world: 1,
    "draad": lambda world: world.signaal.pk,
}
# The other arguments, by their name in the route.
OTHERS: dict[str, Callable[[World], object]] = {
    "code": lambda world: world.buurt.code,
    "slug": lambda world: world.contact.organisatie.slug,
    "nummer": lambda _world: 1,
    "soort": lambda _world: "signaal",
    "uidb36": lambda _world: "1",
    "key": lambda _world: "set-password",
    "provider_id": lambda _world: "organisatie",
    "object_id": lambda _world: 1,
    "content_type_id": lambda _world: 1,
    "app_label": lambda _world: "wijken",
    "rest": lambda _world: "x",
    "url": lambda _world: "onbekend",
}
TOKENS: dict[str, Callable[[World], str]] = {
    "volgen": lambda world: token_of(world.initiatief) or "",
    "uitnodiging": lambda _world: SECRET,
}


def argument(world: World, name: str, parameter: str) -> object:
    """Return the value of one argument of a URL; raises KeyError with what to add."""
    if parameter == "pk":
        found = [start for start in PK if name.startswith(start)]
        if not found:
            raise KeyError(f"{name}: add where its pk comes from to PK in tests/access_world.py")
        return PK[max(found, key=len)](world)
    if parameter == "token":
        found = [start for start in TOKENS if name.startswith(start)]
        if not found:
            raise KeyError(f"{name}: add its token to TOKENS in tests/access_world.py")
        return TOKENS[max(found, key=len)](world)
    if parameter not in OTHERS:
        raise KeyError(f"{name}: add {parameter!r} to OTHERS in tests/access_world.py")
    return OTHERS[parameter](world)
