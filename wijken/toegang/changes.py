"""What follows a proof or a change: a new key for this session, an end to the others.

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
    end_sessions(of=user, by=user, keep=request.session.session_key or "")


def new_key(request: HttpRequest, reauthenticated: bool = False, **_: Any) -> None:
    """Give a session that proved itself anew a new key; one that leaked before is worth nothing."""
    if reauthenticated and request.user.is_authenticated:
        request.session.cycle_key()


def listen() -> None:
    """Connect to allauth's signals."""
    account.authentication_step_completed.connect(new_key)
    mfa.authenticator_added.connect(factor_set_up)
    for signal in (
        mfa.authenticator_removed,
        mfa.authenticator_reset,
        account.password_changed,
        account.password_set,
        account.password_reset,
    ):
        signal.connect(end_others)
