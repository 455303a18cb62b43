"""Areas, organisations and people with access, contacts and what was promised."""

from wijken.models.afspraak import Afspraak, Verplaatsing
from wijken.models.bewaartermijn import TERMIJNEN, Bewaartermijn, Onderwerp, Termijn
from wijken.models.bron import Bron, BronSoort
from wijken.models.contact import Contactmoment
from wijken.models.foto import Foto
from wijken.models.gebied import CODE_PATTERN, Cijfer, Gebied, GebiedSoort, Tekening
from wijken.models.gebruiker import Gebruiker
from wijken.models.inlezing import Inlezing, InlezingSoort, InlezingStap
from wijken.models.invultijd import Invultijd, Veldgebruik
from wijken.models.lijn import Aantal, Lijn, OpLijnen, Thema, Vindplaats, Werksoort
from wijken.models.opvolging import Opvolging
from wijken.models.organisatie import (
    GEMEENTE_ROLLEN,
    WELZIJN_ROLLEN,
    Lidmaatschap,
    Organisatie,
    OrganisatieSoort,
    Rol,
    Uitnodiging,
    gone_members,
)
from wijken.models.overzetting import AfgekeurdeRij, Kolomindeling, OverzetStap, Overzetting
from wijken.models.owned import Owned, OwnedQuerySet, owned_models
from wijken.models.ronde import Ronde, Telling
from wijken.models.sessie import Sessie
from wijken.models.terugkoppeling import Hoe, Terugkoppeling
from wijken.models.toestemming import ToestemmingHoe
from wijken.models.verband import Sterkte, Verband
from wijken.models.weghaalbaar import Weghaalbaar
from wijken.models.zoekfilter import Zoekfilter

__all__ = [
    "CODE_PATTERN",
    "GEMEENTE_ROLLEN",
    "TERMIJNEN",
    "WELZIJN_ROLLEN",
    "Aantal",
    "AfgekeurdeRij",
    "Afspraak",
    "Bewaartermijn",
    "Bron",
    "BronSoort",
    "Cijfer",
    "Contactmoment",
    "Foto",
    "Gebied",
    "GebiedSoort",
    "Gebruiker",
    "Hoe",
    "Inlezing",
    "InlezingSoort",
    "InlezingStap",
    "Invultijd",
    "Kolomindeling",
    "Lidmaatschap",
    "Lijn",
    "Onderwerp",
    "OpLijnen",
    "Opvolging",
    "Organisatie",
    "OrganisatieSoort",
    "OverzetStap",
    "Overzetting",
    "Owned",
    "OwnedQuerySet",
    "Rol",
    "Ronde",
    "Sessie",
    "Sterkte",
    "Tekening",
    "Telling",
    "Termijn",
    "Terugkoppeling",
    "Thema",
    "ToestemmingHoe",
    "Uitnodiging",
    "Veldgebruik",
    "Verband",
    "Verplaatsing",
    "Vindplaats",
    "Weghaalbaar",
    "Werksoort",
    "Zoekfilter",
    "gone_members",
    "owned_models",
]
