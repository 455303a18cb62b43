"""How much waits, beside the entries of the menu."""

from opbouw.lib.database.cut import count_some
from signalen.models import Agendanotitie, Signaal, Verhaal
from wijken.models import Lidmaatschap


def waiting_signalen(lid: Lidmaatschap) -> int:
    """Count the signals without a duiding."""
    return count_some(Signaal.objects.visible_to(lid).to_interpret())


def waiting_verhalen(lid: Lidmaatschap) -> int:
    """Count the colleagues' stories that wait for a second pair of eyes."""
    return count_some(Verhaal.objects.visible_to(lid).to_read(lid))


def waiting_ontvangen(lid: Lidmaatschap) -> int:
    """Count the received notes that wait for an answer of the municipality."""
    return count_some(Agendanotitie.objects.received_by(lid).owing_answer())
