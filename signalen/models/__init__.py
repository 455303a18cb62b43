"""Signal, duiding, story, agenda note, answer, telling back."""

from signalen.models.antwoord import Antwoord, BesluitSoort, Uitkomst
from signalen.models.notitie import (
    BUITEN,
    Agendanotitie,
    NotitieBron,
    NotitieInitiatief,
    NotitieSignaal,
    NotitieStaat,
    NotitieVerhaal,
)
from signalen.models.richting import Drager, Richting
from signalen.models.signaal import (
    Duiding,
    Signaal,
    SignaalContact,
    SignaalStaat,
    SignaalTerugkoppeling,
)
from signalen.models.verantwoording import VerantwoordingPdf
from signalen.models.verhaal import ToestemmingWaarvoor, Verhaal
from signalen.models.versie import NotitieVersie
from signalen.models.vraag import Vraag, VraagSoort

__all__ = [
    "BUITEN",
    "Agendanotitie",
    "Antwoord",
    "BesluitSoort",
    "Drager",
    "Duiding",
    "NotitieBron",
    "NotitieInitiatief",
    "NotitieSignaal",
    "NotitieStaat",
    "NotitieVerhaal",
    "NotitieVersie",
    "Richting",
    "Signaal",
    "SignaalContact",
    "SignaalStaat",
    "SignaalTerugkoppeling",
    "ToestemmingWaarvoor",
    "Uitkomst",
    "VerantwoordingPdf",
    "Verhaal",
    "Vraag",
    "VraagSoort",
]
