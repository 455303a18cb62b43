"""Recognising a PDF as a note that was sent."""

from dataclasses import dataclass

from signalen.models import BUITEN, NotitieVersie
from signalen.queries.notitie import last_version


@dataclass(frozen=True)
class Herkend:
    """A version of a note that was sent, and the number of the version that was sent."""

    versie: NotitieVersie
    verzonden: int

    @property
    def echt(self) -> bool:
        """Whether this is the version that the municipality received."""
        return self.versie.nummer == self.verzonden


def recognize(sha256: str) -> Herkend | None:
    """Return the version with this file, of a note that was sent; None for any other file."""
    known = NotitieVersie.objects.filter(sha256=sha256, notitie__staat__in=BUITEN)
    versie = known.select_related("notitie").order_by("-nummer").first()
    sent = last_version(versie.notitie) if versie else None
    return Herkend(versie, sent.nummer) if versie and sent else None
