"""What follows when a factor or a password changes: every other session of the account ends.

Allauth tells of these changes by signals alone.
"""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from wijken.actions.sessie import end_sessions
from wijken.models import Gebruiker


def factor_set_up(
    request: HttpRequest, user: Gebruiker, authenticator: Authenticator, **_: Any
) -> None:
    """End the others; this session proved the factor, for its first answer was checked."""
    # Recovery codes that come along with a first factor are no proof of anything.
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
        end_others(request, user)


def end_others(request: HttpRequest, user: Gebruiker, **_: Any) -> None:
    """End every session of this account but the one that made the change."""
    end_sessions(of=user, keep=request.session.session_key or "")


def listen() -> None:
    """Connect to allauth's signals."""
    mfa.authenticator_added.connect(factor_set_up)
    for signal in (
        mfa.authenticator_removed,
        mfa.authenticator_reset,
        account.password_changed,
        account.password_set,
        account.password_reset,
    ):
        signal.connect(end_others)
