"""Who did what, to account for it afterwards."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opbouw.queries.logboek import logboek as trail
from wijken.forms.logboek import LogboekForm
from wijken.queries.logboek import TRAIL_READERS
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest


@leden(*TRAIL_READERS)
@require_safe
def logboek(request: LidRequest) -> HttpResponse:
    """The audit trail of the own organisation."""
    form = LogboekForm(request.GET)
    terrein, maand = form.chosen()
    found = trail(request.lid, terrein=terrein, maand=maand, after=request.GET.get("na"))
    part = "#rijen" if request.htmx else ""
    return render(request, f"opbouw/logboek.html{part}", {"form": form, "logboek": found})
