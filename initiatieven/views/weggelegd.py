"""What is no plan at all: putting it away, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from initiatieven.actions.weggelegd import (
    put_away,
    put_message_away,
    recover,
    recover_message,
)
from initiatieven.queries.weggelegd import (
    KEPT_DAYS,
    bewonersberichten_put_away,
    initiatieven_put_away,
    own_bewonersberichten,
    own_initiatieven,
)
from opbouw.lib.web.form_page import refusals_as_messages
from opbouw.lib.web.keyset import page
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest

ORDE = ("-weggelegd_op", "-pk")


@leden(*WELZIJN)
@require_safe
def lijst(request: LidRequest) -> HttpResponse:
    """What was put away and can come back, each of both kinds a page at a time."""
    kinds = ((initiatieven_put_away, "na"), (bewonersberichten_put_away, "na_bericht"))
    initiatieven, berichten = (
        page(rows(request.lid), order=ORDE, filled=("weggelegd_op",), after=request.GET.get(name))
        for rows, name in kinds
    )
    context = {
        "initiatieven": initiatieven,
        "berichten": berichten,
        "begin": "na" in request.GET,
        "begin_berichten": "na_bericht" in request.GET,
        "dagen": KEPT_DAYS,
    }
    return render(request, "initiatieven/weggelegd.html", context)


@leden(*WELZIJN)
@require_POST
def wegleggen(request: LidRequest, pk: int) -> HttpResponse:
    """Put an initiative away."""
    initiatief = get_object_or_404(own_initiatieven(request.lid), pk=pk)
    with refusals_as_messages(request):
        put_away(initiatief=initiatief, by=request.lid)
        messages.success(request, _("Weggelegd. Je vindt het terug onder de lijst."))
        return redirect("initiatieven")
    return redirect("initiatief", pk)


@leden(*WELZIJN)
@require_POST
def terugleggen(request: LidRequest, pk: int) -> HttpResponse:
    """Take an initiative back."""
    initiatief = get_object_or_404(own_initiatieven(request.lid), pk=pk)
    with refusals_as_messages(request):
        recover(initiatief=initiatief, by=request.lid)
        messages.success(request, _("Teruggelegd. Het wacht weer op een antwoord."))
        return redirect("initiatief", pk)
    return redirect("weggelegd")


@leden(*WELZIJN)
@require_POST
def bericht_wegleggen(request: LidRequest, pk: int) -> HttpResponse:
    """Put away what somebody wrote on the status page."""
    bericht = get_object_or_404(own_bewonersberichten(request.lid), pk=pk)
    put_message_away(bericht=bericht, by=request.lid)
    messages.success(request, _("Weggelegd. Je vindt het bij Initiatieven, onder de lijst."))
    return redirect("initiatief", bericht.initiatief_id)


@leden(*WELZIJN)
@require_POST
def bericht_terugleggen(request: LidRequest, pk: int) -> HttpResponse:
    """Take a message back to the status page."""
    bericht = get_object_or_404(own_bewonersberichten(request.lid), pk=pk)
    with refusals_as_messages(request):
        recover_message(bericht=bericht, by=request.lid)
        messages.success(request, _("Teruggelegd."))
        return redirect("initiatief", bericht.initiatief_id)
    return redirect("weggelegd")
