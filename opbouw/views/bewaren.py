"""What of the organisation goes in the coming months, and how long it keeps what."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from opbouw.queries.bewaren import months_of, terms_of
from wijken.contract import Rol
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest


@leden(Rol.COORDINATOR, Rol.BEHEERDER)
@require_safe
def bewaren(request: LidRequest) -> HttpResponse:
    """Per month what goes, with exact numbers: this stays inside the team."""
    context = {
        "maanden": months_of(request.lid, timezone.localdate()),
        "termijnen": terms_of(request.lid),
        "mag_kiezen": request.lid.rol == Rol.BEHEERDER,
    }
    return render(request, "opbouw/bewaren.html", context)
