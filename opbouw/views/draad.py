"""The thread of a record, as a part of a page or as a page of its own."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from opbouw.queries.draad import thread
from wijken.access import leden
from wijken.middleware import LidRequest


@leden()
def draad(request: LidRequest, soort: str, pk: int) -> HttpResponse:
    """Where it came from and what came of it."""
    steps = thread(request.lid, soort, pk)
    if steps is None:
        raise Http404
    template = "components/draad.html" if request.htmx else "opbouw/draad.html"
    return render(request, template, {"stappen": steps})
