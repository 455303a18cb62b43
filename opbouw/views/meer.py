"""The menu as a page of its own."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijken.toegang.access import GEMEENTE, leden
from wijken.toegang.middleware import LidRequest


@leden()
@require_safe
def meer(request: LidRequest) -> HttpResponse:
    """Every section, the team, logging in, and the way out."""
    context = {
        "gemeente": request.lid.rol in GEMEENTE,
        "tweede_stap": is_mfa_enabled(request.user),
    }
    return render(request, "opbouw/meer.html", context)
