"""An initiative among others; a builtin of the templates."""

from django.utils.safestring import SafeString

from initiatieven.models import Initiatief, InitiatiefStaat
from opbouw.lib.models.labels import label_of
from opbouw.lib.web.components.elements import StaatToon, staat
from opbouw.lib.web.components.library import Components, draw

register = Components()

_TONEN: dict[str, StaatToon] = {
    InitiatiefStaat.INGEDIEND: "schuld",
    InitiatiefStaat.LOOPT: "loopt",
    InitiatiefStaat.GELUKT: "klaar",
}


@register.component("{% initiatiefstaat initiatief=initiatief %}")
def initiatiefstaat(*, initiatief: Initiatief) -> SafeString:
    """The state of an initiative as a badge."""
    otherwise: StaatToon = "gestopt" if initiatief.ended else "open"
    toon = _TONEN.get(initiatief.staat, otherwise)
    return staat(staat=label_of(InitiatiefStaat, initiatief.staat), toon=toon)


@register.component("{% initiatiefkaart initiatief=initiatief %}")
def initiatiefkaart(*, initiatief: Initiatief) -> SafeString:
    """One initiative in a list."""
    return draw("initiatieven/initiatief/kaart.html", initiatief=initiatief)
