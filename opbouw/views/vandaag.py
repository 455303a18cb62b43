"""Mijn dag."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opbouw.queries.vandaag import day_elsewhere, day_of, kind_of_day
from wijken.queries.opvolging import area_notice
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden()
@require_safe
def vandaag(request: LidRequest) -> HttpResponse:
    """What is owed, promised and waiting, for this member."""
    context = {
        "dag": day_of(request.lid),
        "vervallen": area_notice(request.lid),
        "tweede_stap": is_mfa_enabled(request.user),
    }
    return render(request, "opbouw/vandaag.html", context)


@leden(*WELZIJN)
@require_safe
def elders(request: LidRequest) -> HttpResponse:
    """What colleagues elsewhere wait for; Mijn dag asks for it when it is unfolded."""
    part = "#delen" if request.htmx else ""
    context = {"dag": day_elsewhere(request.lid)}
    return render(request, f"opbouw/vandaag_elders.html{part}", context)


@leden()
@require_safe
def soort(request: LidRequest, punten: str) -> HttpResponse:
    """All of one kind, where Mijn dag shows the first."""
    elders = request.GET.get("elders") == "1"
    after = request.GET.get("na")
    found = kind_of_day(request.lid, punten, elders=elders, after=after)
    if found is None:
        raise Http404
    context = {"soort": found, "elders": elders, "begin": bool(after)}
    part = "#rijen" if request.htmx else ""
    return render(request, f"opbouw/vandaag_soort.html{part}", context)
