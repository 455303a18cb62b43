"""Named reads of answers."""

from signalen.models import Antwoord, Vraag


def stored_answer(vraag: Vraag) -> Antwoord | None:
    """Return the answer that was given to this vraag, if there is one."""
    return Antwoord.objects.filter(vraag=vraag).select_related("gemeente", "vraag__notitie").first()
