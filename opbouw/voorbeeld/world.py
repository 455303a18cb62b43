"""What the entries of one organisation may refer to, by the names that the TOML gives it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from initiatieven.models import Initiatief
from opbouw.voorbeeld.clock import Clock
from opbouw.voorbeeld.entries import Entry
from signalen.models import Signaal, Verhaal
from wijken.models import Bron, Contactmoment, Gebied, Lidmaatschap, Organisatie

SEED = uuid.UUID("6f70626f-7577-4d65-8e00-766f6f726265")


@dataclass(frozen=True)
class World:
    """The areas and organisations, and what was made of this organisation so far."""

    clock: Clock
    gebieden: Mapping[str, Gebied]
    organisaties: Mapping[str, Organisatie]
    organisatie: Organisatie
    # By first name in small letters.
    leden: Mapping[str, Lidmaatschap]
    # By group, in the order in which they took place.
    contacten: dict[str, list[Contactmoment]] = field(default_factory=dict)
    bronnen: dict[str, Bron] = field(default_factory=dict)
    initiatieven: dict[str, Initiatief] = field(default_factory=dict)
    signalen: dict[str, Signaal] = field(default_factory=dict)
    verhalen: dict[str, Verhaal] = field(default_factory=dict)


def sleutel(*parts: object) -> uuid.UUID:
    """Return the key of one record; the same words give the same key."""
    return uuid.uuid5(SEED, ":".join(map(str, parts)))


def someone(entry: Entry, organisatie: Organisatie, rol: str) -> Lidmaatschap:
    """Return the first member with this role: the one who does what the entry needs done."""
    lid = Lidmaatschap.objects.filter(organisatie=organisatie, rol=rol).order_by("pk").first()
    return lid or entry.refuse(f"needs a {rol} at {organisatie.naam}, and there is none")
