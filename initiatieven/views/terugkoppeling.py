"""Telling back what came of an initiative."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatieven.actions.terugkoppeling import not_ended, tell_back
from initiatieven.forms.terugkoppeling import InitiatiefTerugkoppelingForm
from initiatieven.queries.initiatief import visible_initiatieven
from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@takes_form
def vertellen(request: LidRequest, pk: int) -> HttpResponse:
    """Record to whom, where and how it was told."""
    initiatief = get_object_or_404(visible_initiatieven(request.lid), pk=pk)
    if request.method != "POST" and not initiatief.ended:
        # Not a Refused: that leads back to the page one came from, which may be this one.
        messages.error(request, not_ended(initiatief))
        return redirect("initiatief", pk)
    form = InitiatiefTerugkoppelingForm(posted(request))
    if form.is_valid():
        # A colleague may have taken it up again while this page was open.
        with refusals_on(form, first=lambda _row: reverse("initiatief", args=[pk])):
            _row, new = tell_back(
                initiatief=initiatief,
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                content=form.content,
            )
            said = _("Verteld. De cirkel is rond.") if new else _("Dit stond er al.")
            messages.success(request, said)
            return redirect("initiatief", pk)
    return form_page(
        request, "initiatieven/initiatief/terugkoppeling.html", form, {"initiatief": initiatief}
    )
