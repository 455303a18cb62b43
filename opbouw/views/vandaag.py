"""Mijn dag."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opbouw.queries.vandaag import day_of
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest


@leden()
@require_safe
def vandaag(request: LidRequest) -> HttpResponse:
    """What is owed, promised and waiting, for this member."""
    context = {"dag": day_of(request.lid), "tweede_stap": is_mfa_enabled(request.user)}
    return render(request, "opbouw/vandaag.html", context)
