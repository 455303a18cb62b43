"""The question that a passkey answers: each one is kept, so a visitor gets so many."""

from typing import Any

from allauth.mfa.webauthn.views import login_webauthn
from django.http import HttpRequest
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from opbouw.lib.web.limits import client_address, hit
from wijken.toegang.attempts import HOUR

# A library where everybody logs in at once asks a tenth of this.
PER_HOUR = 600


@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> Any:
    """Ask, and take the answer, as allauth does."""
    asks = request.method != "POST"
    if asks and not hit(f"sleutelvraag:{client_address(request)}", limit=PER_HOUR, seconds=HOUR):
        return render(request, "429.html", status=429)
    return login_webauthn(request)
