"""Second factors of accounts: who has one, and whom a manager may help who lost it."""

from allauth.mfa.models import Authenticator

from wijken.models import Gebruiker, Lidmaatschap
from wijken.queries.lid import memberships


def has_second_step(gebruiker: Gebruiker) -> bool:
    """Tell whether this account has a factor of any kind."""
    return bool(Authenticator.objects.filter(user=gebruiker).exists())


def opens_more(lid: Lidmaatschap) -> bool:
    """Tell whether the account of this member opens more than this one organisation.

    Its managers must not weaken what protects another one, or the administration.
    """
    elsewhere = memberships(lid.gebruiker).exclude(organisatie=lid.organisatie_id)
    return lid.gebruiker.is_staff or lid.gebruiker.is_superuser or elsewhere.exists()
