"""Taking words out of a contact, an initiative or a signal, at somebody's request."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from signalen.actions.weghalen import take_out
from signalen.forms.weghalen import WeghaalForm
from signalen.queries.weghalen import KINDS, Record, notities_with, owner_of, stukken_of
from wijken.queries.wijzigen import may_take_out
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@takes_form
def weghalen(request: LidRequest, soort: str, pk: int) -> HttpResponse:
    """Say what will go and what stays, and take it out."""
    if soort not in KINDS:
        raise Http404
    record: Record = get_object_or_404(KINDS[soort](request.lid), pk=pk)
    if not may_take_out(request.lid, owner_of(record)):
        raise Http404
    stukken = stukken_of(record)
    if not stukken:
        messages.info(request, _("Hier is niets meer om weg te halen."))
        return redirect(soort, pk)
    form = WeghaalForm(posted(request), stukken=stukken)
    if form.is_valid():
        with refusals_on(form):
            take_out(rows=form.rows, by=request.lid)
            messages.success(request, _("Weggehaald."))
            return redirect(soort, pk)
    context = {
        "record": record,
        "pagina": soort,
        "notities": notities_with(record, request.lid),
    }
    return form_page(request, "signalen/weghalen.html", form, context)
