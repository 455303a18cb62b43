"""What residents notice in an area, as a part of its page or as a page of its own."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opbouw.queries.gehoord import heard_in
from wijken.queries.gebied import known_area
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@require_safe
def gehoord(request: LidRequest, code: str) -> HttpResponse:
    """The newest story and signal of the own team: a municipality reads what was sent to it."""
    gebied = known_area(code)
    if gebied is None:
        raise Http404
    context = {"gebied": gebied, "nieuws": heard_in(request.lid, gebied)}
    part = "#stukken" if request.htmx else ""
    return render(request, f"opbouw/gehoord.html{part}", context)
