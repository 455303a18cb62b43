"""Which second factor this very session proved, and where one goes that proved none.

Having a factor is of the account, having proved it is of the session: a session that logged in by
password alone stays outside when the owner sets up a factor elsewhere.
"""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login, unstash_login
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from opbouw.lib.web.middleware import Handler

# Pages about the account that need no proof: the way in, the ways out, and the proof itself.
OPEN = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "sessies",
    "sessies_beeindigen",
}


def proved(request: HttpRequest, *, within: float | None = None) -> bool:
    """Tell whether this session proved a second factor, perhaps within so many seconds."""
    since = 0.0 if within is None else time.time() - within
    return any(record["at"] >= since for record in _proofs(request))


def step_before(request: HttpRequest, onward: str, *, within: float | None = None) -> str:
    """Return the page where this session proves or sets up its factor; empty if it need not."""
    if proved(request, within=within):
        return ""
    if is_mfa_enabled(request.user):
        page = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        return f"{page}?{urlencode({'next': onward})}"
    if settings.SECOND_FACTOR_REQUIRED and not proved(request):
        return reverse("mfa_index")
    return ""


class AccountPages:
    """Asks the factor of an account before its password and its factors can be changed."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Lead a session without proof to the page where it gives one."""
        match = request.resolver_match
        if match is not None and match.url_name == "mfa_authenticate":
            return _without_step(request)
        if not request.user.is_authenticated or not request.path.startswith("/accounts/"):
            return None
        if match is None or match.url_name in OPEN or not is_mfa_enabled(request.user):
            return None
        # A first password is asked nothing else, so it asks who sets it.
        within = 300.0 if match.url_name == "account_set_password" else None
        step = step_before(request, request.path, within=within)
        return redirect(step) if step else None


def _without_step(request: HttpRequest) -> HttpResponse | None:
    """Begin a login again whose second step was emptied meanwhile.

    Allauth would send it to the login page, and that page back here, until the browser gives up.
    """
    begun = unstash_login(request, peek=True)
    if begun is None or begun.user is None or is_mfa_enabled(begun.user):
        return None
    clear_login(request)
    return redirect("account_login")


def _proofs(request: HttpRequest) -> Iterator[dict[str, Any]]:
    for record in get_authentication_records(request, request.user):
        by_provider = record["method"] == "socialaccount" and settings.OIDC_PROVES_SECOND_FACTOR
        if record["method"] == "mfa" or by_provider:
            yield record
