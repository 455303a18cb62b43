"""How much waits, beside the entries of the menu."""

from initiatieven.models import Bewonersbericht, Initiatief
from opbouw.lib.database.cut import count_some
from wijken.models import Lidmaatschap


def waiting_initiatieven(lid: Lidmaatschap) -> int:
    """Count the initiatives that wait for a first answer, or for somebody to read a message."""
    written = Bewonersbericht.objects.visible_to(lid).unread()
    new = Initiatief.objects.visible_to(lid).waiting()
    return count_some(new) + count_some(written.initiatieven_besides_new())
