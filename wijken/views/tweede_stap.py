"""Helping a colleague who lost every second step."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from opbouw.lib.web.form_page import refusals_as_messages, takes_form
from wijken.actions.tweede_stap import start_member_anew, why_not_anew
from wijken.queries.lid import MANAGERS, may_manage, team
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest


@leden(*MANAGERS)
@takes_form
def leegmaken(request: LidRequest, pk: int) -> HttpResponse:
    """Say what will happen, and let the account of a colleague start anew."""
    lid = get_object_or_404(team(request.lid), pk=pk)
    if not may_manage(request.lid, lid):
        raise Http404
    if request.method != "POST":
        context = {"ander": lid, "waarom_niet": why_not_anew(lid)}
        return render(request, "wijken/team/tweede_stap.html", context)
    with refusals_as_messages(request):
        start_member_anew(lid=lid, by=request.lid)
        messages.success(request, _("De tweede stap is leeg. Je collega krijgt een mail."))
    return redirect("lid_wijzigen", lid.pk)
