"""What may help a plan, and which plans something may help."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from initiatieven.queries.bronnen import bronnen_for, initiatieven_for
from initiatieven.queries.initiatief import visible_initiatieven
from wijken.queries.bron import visible_bronnen
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@require_safe
def bij_initiatief(request: LidRequest, pk: int) -> HttpResponse:
    """What is there already for a plan."""
    initiatief = get_object_or_404(visible_initiatieven(request.lid), pk=pk)
    context = {"initiatief": initiatief, "gevonden": bronnen_for(initiatief, request.lid)}
    part = "#lijst" if request.htmx else ""
    return render(request, f"initiatieven/bronnen/bij_initiatief.html{part}", context)


@leden(*WELZIJN)
@require_safe
def bij_bron(request: LidRequest, pk: int) -> HttpResponse:
    """The plans that an asset may help."""
    bron = get_object_or_404(visible_bronnen(request.lid), pk=pk)
    context = {"bron": bron, "gevonden": initiatieven_for(bron, request.lid)}
    part = "#lijst" if request.htmx else ""
    return render(request, f"initiatieven/bronnen/bij_bron.html{part}", context)
