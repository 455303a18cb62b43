"""Mijn dag."""

from django.http import HttpResponse
from django.shortcuts import render

from opbouw.queries.vandaag import day_of
from wijken.access import leden
from wijken.middleware import LidRequest


@leden()
def vandaag(request: LidRequest) -> HttpResponse:
    """What is owed, promised and waiting, for this member."""
    return render(request, "opbouw/vandaag.html", {"dag": day_of(request.lid)})
