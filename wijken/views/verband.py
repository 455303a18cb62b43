"""Pages of ties: made from an asset, changed, and ended."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from opbouw.lib.web.params import int_param
from wijken.actions.verband import change_tie, end_tie, tie
from wijken.forms.verband import EindeForm, VerbandForm, VerbandWijzigForm
from wijken.models import Verband
from wijken.queries.bron import visible_bronnen
from wijken.queries.contact import visible_contacts
from wijken.queries.verband import visible_verbanden
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@takes_form
def nieuw(request: LidRequest, pk: int) -> HttpResponse:
    """Tie an asset to another, or to an institution."""
    bron = get_object_or_404(visible_bronnen(request.lid), pk=pk)
    form = VerbandForm(posted(request), lid=request.lid, bron=bron, initial=_told_in(request))
    if form.is_valid():
        with refusals_on(form, first=_page):
            _verband, new = tie(
                bron=bron,
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                content=form.content,
                contact=form.cleaned_data["contact"],
            )
            messages.success(request, _("Verband gelegd.") if new else _("Dit stond er al."))
            return redirect("bron", pk)
    return form_page(request, "wijken/verband/nieuw.html", form, {"bron": bron})


@leden(*WELZIJN)
@takes_form
def wijzig(request: LidRequest, pk: int) -> HttpResponse:
    """Correct a tie."""
    verband = _verband(request, pk)
    form = VerbandWijzigForm(posted(request), verband=verband)
    if form.is_valid():
        with refusals_on(form):
            change_tie(
                verband=verband,
                by=request.lid,
                stand=form.cleaned_data["stand"],
                content=form.content,
            )
            messages.success(request, _("Gewijzigd."))
            return redirect("bron", verband.bron_id)
    return form_page(request, "wijken/verband/wijzig.html", form, {"verband": verband})


@leden(*WELZIJN)
@takes_form
def einde(request: LidRequest, pk: int) -> HttpResponse:
    """A tie ended: when, and why."""
    verband = _verband(request, pk)
    form = EindeForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            end_tie(
                verband=verband,
                by=request.lid,
                op=form.cleaned_data["geeindigd_op"],
                want=form.cleaned_data["einde_want"],
            )
            messages.success(request, _("Het verband is beëindigd."))
            return redirect("bron", verband.bron_id)
    return form_page(request, "wijken/verband/einde.html", form, {"verband": verband})


def _told_in(request: LidRequest) -> dict[str, object]:
    found = int_param(request, "contact")
    if request.method == "POST" or found is None:
        return {}
    return {"contact": get_object_or_404(visible_contacts(request.lid), pk=found).pk}


def _page(verband: Verband) -> str:
    return reverse("bron", args=[verband.bron_id])


def _verband(request: LidRequest, pk: int) -> Verband:
    return get_object_or_404(visible_verbanden(request.lid), pk=pk)
