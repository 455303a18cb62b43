"""Named reads of invitations."""

import hashlib

from django.db.models import Q, QuerySet
from django.utils import timezone

from opbouw.lib.encrypted import lookup_hashes
from wijken.models import Gebruiker, Lidmaatschap, Organisatie, Uitnodiging
from wijken.queries.lid import AREAS, GRANTS, all_memberships


def token_hash(token: str) -> str:
    """Return the stored hash of a secret link; 256 random bits need no salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def usable() -> QuerySet[Uitnodiging]:
    """Return the invitations whose link is still valid.

    The inviting member is still there, and may still give that role.
    """
    may_grant = Q()
    for rol, given in GRANTS.items():
        may_grant |= Q(door__rol=rol, rol__in=given)
    return Uitnodiging.objects.filter(
        may_grant,
        door__actief=True,
        door__gebruiker__is_active=True,
        aanvaard_op__isnull=True,
        ingetrokken_op__isnull=True,
        verloopt_op__gt=timezone.now(),
    ).select_related("organisatie", "door__gebruiker")


def is_open(uitnodiging: Uitnodiging) -> bool:
    """Tell whether the link of this invitation is still valid."""
    return usable().filter(pk=uitnodiging.pk).exists()


def unanswered_of(lid: Lidmaatschap) -> QuerySet[Uitnodiging]:
    """Return the invitations that this member sent and nobody answered, expired ones included."""
    return Uitnodiging.objects.filter(
        door=lid, aanvaard_op__isnull=True, ingetrokken_op__isnull=True
    )


def by_token(token: str) -> Uitnodiging | None:
    """Return the invitation of a link; None when unknown, used, withdrawn or expired alike."""
    return usable().filter(token_hash=token_hash(token)).first()


def open_invitations(lid: Lidmaatschap) -> QuerySet[Uitnodiging]:
    """Return the invitations of the member's organisation that wait for an answer."""
    return usable().filter(organisatie_id=lid.organisatie_id).prefetch_related(AREAS)


def of_organisation(lid: Lidmaatschap) -> QuerySet[Uitnodiging]:
    """Return every invitation of the member's organisation."""
    return Uitnodiging.objects.visible_to(lid)


def open_for(organisatie: Organisatie, email: str) -> QuerySet[Uitnodiging]:
    """Return the unanswered invitations for an address, expired ones included."""
    return Uitnodiging.objects.filter(
        organisatie=organisatie,
        email_hash__in=lookup_hashes(email),
        aanvaard_op__isnull=True,
        ingetrokken_op__isnull=True,
    )


def account_of(uitnodiging: Uitnodiging) -> Gebruiker | None:
    """Return the account that already has the invited address."""
    return Gebruiker.objects.filter(email=uitnodiging.email).first()


def organisations_around(gebruiker: Gebruiker) -> QuerySet[Organisatie]:
    """Return the organisations that this person works for or is invited by.

    Also for an account that is not stored yet.
    """
    member = Q(pk__in=all_memberships(gebruiker).values("organisatie"))
    invited = Uitnodiging.objects.filter(email_hash__in=lookup_hashes(gebruiker.email))
    return Organisatie.objects.filter(member | Q(pk__in=invited.values("organisatie")))


def is_member(organisatie: Organisatie, email: str) -> bool:
    """Tell whether an active member of this organisation has the address."""
    return Lidmaatschap.objects.filter(
        organisatie=organisatie, gebruiker__email=email, actief=True
    ).exists()
