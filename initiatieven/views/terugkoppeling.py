"""Telling back what came of an initiative."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatieven.actions.terugkoppeling import not_ended, tell_back
from initiatieven.forms.terugkoppeling import InitiatiefTerugkoppelingForm
from initiatieven.queries.initiatief import visible_initiatieven
from opbouw.lib.writing.transitions import Refused
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@require_http_methods(["GET", "HEAD", "POST"])
def vertellen(request: LidRequest, pk: int) -> HttpResponse:
    """Record to whom, where and how it was told."""
    initiatief = get_object_or_404(visible_initiatieven(request.lid), pk=pk)
    if request.method != "POST" and not initiatief.ended:
        # Not a Refused: that leads back to the page one came from, which may be this one.
        messages.error(request, not_ended(initiatief))
        return redirect("initiatief", pk)
    form = InitiatiefTerugkoppelingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _row, new = tell_back(
                initiatief=initiatief,
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                content=form.content,
            )
        except Refused as refusal:
            # A colleague took it up again while this page stood open: nothing typed is lost.
            form.add_error(None, str(refusal))
        else:
            said = _("Verteld. De draad is rond.") if new else _("Dit stond er al.")
            messages.success(request, said)
            return redirect("initiatief", pk)
    context = {"initiatief": initiatief, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "initiatieven/initiatief/terugkoppeling.html", context, status=status)
