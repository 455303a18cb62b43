"""Reading at the desk what a resident wrote back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from initiatieven.actions.bewonersbericht import mark_read
from initiatieven.forms.bewonersbericht import GelezenForm
from initiatieven.queries.initiatief import visible_initiatieven
from opbouw.lib.web.form_page import refusals_as_messages
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@require_POST
def gelezen(request: LidRequest, pk: int) -> HttpResponse:
    """Read, and it needs no answer: the resident sees that it was read."""
    initiatief = get_object_or_404(visible_initiatieven(request.lid), pk=pk)
    form = GelezenForm(request.POST)
    if form.is_valid():
        with refusals_as_messages(request):
            mark_read(initiatief=initiatief, by=request.lid, tot=form.cleaned_data["tot"])
            messages.success(request, _("Op de volgpagina staat dat je het gelezen hebt."))
    return redirect("initiatief", pk)
