"""Who is asking: the active membership and the others of the same person."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from wijken.models import Gebruiker, Lidmaatschap

SESSION_KEY = "lidmaatschap"


def memberships(gebruiker: Gebruiker | AnonymousUser) -> QuerySet[Lidmaatschap]:
    """All active memberships of a person, with their organisation."""
    return Lidmaatschap.objects.filter(gebruiker_id=gebruiker.pk, actief=True).select_related(
        "organisatie", "gebruiker"
    )


def pick(gebruiker: Gebruiker | AnonymousUser, chosen: int | None) -> Lidmaatschap | None:
    """Return the chosen membership if it is this person's, else the first one."""
    if not gebruiker.is_authenticated:
        return None
    own = list(memberships(gebruiker))
    for lid in own:
        if lid.pk == chosen:
            return lid
    return own[0] if own else None
