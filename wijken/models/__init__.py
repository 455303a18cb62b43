"""Areas, organisations and people with access, contacts."""

from wijken.models.contact import Contactmoment
from wijken.models.gebied import CODE_PATTERN, Cijfer, Gebied, GebiedSoort
from wijken.models.gebruiker import Gebruiker
from wijken.models.lijn import Aantal, Lijn, OpLijnen, Thema, Vindplaats
from wijken.models.organisatie import (
    GEMEENTE_ROLLEN,
    WELZIJN_ROLLEN,
    Lidmaatschap,
    Organisatie,
    OrganisatieSoort,
    Rol,
    Uitnodiging,
)
from wijken.models.owned import Owned, OwnedQuerySet, owned_models
from wijken.models.sessie import Sessie
from wijken.models.terugkoppeling import Hoe, Terugkoppeling
from wijken.models.weghaalbaar import Weghaalbaar

__all__ = [
    "CODE_PATTERN",
    "GEMEENTE_ROLLEN",
    "WELZIJN_ROLLEN",
    "Aantal",
    "Cijfer",
    "Contactmoment",
    "Gebied",
    "GebiedSoort",
    "Gebruiker",
    "Hoe",
    "Lidmaatschap",
    "Lijn",
    "OpLijnen",
    "Organisatie",
    "OrganisatieSoort",
    "Owned",
    "OwnedQuerySet",
    "Rol",
    "Sessie",
    "Terugkoppeling",
    "Thema",
    "Uitnodiging",
    "Vindplaats",
    "Weghaalbaar",
    "owned_models",
]
