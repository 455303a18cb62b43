"""The thread of a record, as a part of a page or as a page of its own."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opbouw.queries.draad import page_of, thread
from wijken.components import pagina as components
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest


@leden()
@require_safe
def draad(request: LidRequest, soort: str, pk: int) -> HttpResponse:
    """Where it came from and what came of it."""
    steps = thread(request.lid, soort, pk)
    if steps is None:
        raise Http404
    if request.htmx:
        return HttpResponse(components.draad(stappen=steps))
    context = {"stappen": steps, "terug_url": page_of(request.lid, soort, pk)}
    return render(request, "opbouw/draad.html", context)
