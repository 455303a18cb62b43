"""Choosing how long the organisation keeps what."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from wijken.actions.bewaartermijn import choose_terms
from wijken.forms.bewaren import BewaarForm
from wijken.models import Rol
from wijken.queries.bewaren import terms_of
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest


@leden(Rol.BEHEERDER)
@takes_form
def bewaartermijnen(request: LidRequest) -> HttpResponse:
    """How long each kind of record is kept."""
    form = BewaarForm(posted(request), terms=terms_of(request.lid.organisatie_id))
    if form.is_valid():
        with refusals_on(form):
            jaren = dict(form.cleaned_data)
            stand = jaren.pop("stand")
            changed = choose_terms(by=request.lid, jaren=jaren, stand=stand)
            messages.success(request, _("Bewaard.") if changed else _("Dit stond er al."))
            return redirect("bewaren")
    return form_page(request, "wijken/bewaren/termijnen.html", form)
