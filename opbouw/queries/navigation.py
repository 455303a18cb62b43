"""The small numbers beside the words in the navigation: what waits."""

from initiatieven.models import Bewonersbericht, Initiatief
from signalen.models import Agendanotitie, Signaal, Verhaal
from wijken.models import GEMEENTE_ROLLEN, Lidmaatschap


def counts(lid: Lidmaatschap) -> dict[str, int]:
    """Return per section how much waits for somebody; sections without anything are left out."""
    if lid.rol in GEMEENTE_ROLLEN:
        waiting = {"ontvangen": Agendanotitie.objects.received_by(lid).owing_answer().count()}
    else:
        waiting = {
            "initiatieven": Initiatief.objects.visible_to(lid).waiting().count()
            + Bewonersbericht.objects.visible_to(lid).unread().initiatieven_besides_new(),
            "signalen": Signaal.objects.visible_to(lid).to_interpret().count(),
            "verhalen": Verhaal.objects.visible_to(lid).to_read(lid).count(),
        }
    return {section: number for section, number in waiting.items() if number}
