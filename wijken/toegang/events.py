"""What happens to an account, in the audit trail of each organisation that it works for."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import login_code_rejected
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from opbouw.lib.web.limits import hit
from wijken.actions.account import record_account
from wijken.models import Gebruiker

# Of one account in an hour; after that one row says that there were more.
MOST_FAILURES = 10
HOUR = 3600

# By allauth's name of a way to log in or a factor.
WAYS = {
    "password": "wachtwoord",
    "password_reset": "herstelmail",
    "code": "code in de mail",
    "uitnodiging": "uitnodiging",
    "socialaccount": "via de organisatie",
    "totp": "app",
    "webauthn": "toegangssleutel",
    "recovery_codes": "herstelcode",
}


def record_login(request: HttpRequest, gebruiker: Gebruiker) -> None:
    """Record a full login and the ways it took."""
    records = get_authentication_records(request, gebruiker)
    ways = dict.fromkeys(_way(str(one.get("type") or one["method"])) for one in records)
    record_account("ingelogd", gebruiker, by=gebruiker, naar=", ".join(ways)[:40])


def record_failure(gebruiker: Gebruiker | None, way: str) -> None:
    """Record a wrong password, code or factor; a flood of them is eleven rows an hour.

    Without an account nothing is kept of what was typed.
    """
    key = f"logboek mislukt {gebruiker.pk if gebruiker else ''}"
    if hit(key, limit=MOST_FAILURES, seconds=HOUR):
        handeling = "inloggen_mislukt"
    elif hit(f"{key} vaker", limit=1, seconds=HOUR):
        handeling = "inloggen_mislukt_vaker"
    else:
        return
    account = gebruiker or Gebruiker(pk=0)
    record_account(handeling, account, by=None, naar=_way(way))


# --- What allauth has no hook for, only a signal ---
def listen() -> None:
    """Connect to allauth's signals."""
    mfa.authenticator_added.connect(factor_added)
    mfa.authenticator_removed.connect(factor_removed)
    mfa.authenticator_reset.connect(codes_renewed)
    mfa.authentication_failed.connect(factor_rejected)
    login_code_rejected.connect(code_rejected)


def code_rejected(user: Gebruiker, **_kwargs: Any) -> None:
    """Record a wrong code from a mail."""
    record_failure(user, "code")


def factor_rejected(user: Gebruiker, authenticator: Authenticator, **_kwargs: Any) -> None:
    """Record a wrong second factor."""
    record_failure(user, authenticator.type)


def factor_added(user: Gebruiker, authenticator: Authenticator, **_kwargs: Any) -> None:
    """Record a factor that was set up, or the recovery codes that came with it."""
    record_account("tweede_stap_erbij", user, by=user, naar=_way(authenticator.type))


def factor_removed(user: Gebruiker, authenticator: Authenticator, **_kwargs: Any) -> None:
    """Record a factor that was removed."""
    record_account("tweede_stap_weg", user, by=user, naar=_way(authenticator.type))


def codes_renewed(user: Gebruiker, **_kwargs: Any) -> None:
    """Record new recovery codes."""
    record_account("herstelcodes_vernieuwd", user, by=user)


def _way(name: str) -> str:
    return WAYS.get(name, name)
