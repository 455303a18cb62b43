"""Inzage en wissen: what the organisation keeps of one person, at that person's request.

Everything is a POST and nothing is kept: what was looked for stands in no address and no log.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from signalen.actions.inzage import look_up_person
from signalen.actions.weghalen import take_out
from signalen.forms.inzage import InzageForm, MeegeefForm
from signalen.forms.weghalen import WeghaalForm
from signalen.queries.inzage import Inzage, Vondst
from wijken.models import Rol
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest


@leden(Rol.BEHEERDER)
@takes_form
def inzage(request: LidRequest) -> HttpResponse:
    """Look for a person, hand over what is kept of them, and take out what they want."""
    form = InzageForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            return _found(request, form, look_up_person(gezocht=form.gezocht, by=request.lid))
    return _page(request, form, {})


def _found(request: LidRequest, form: InzageForm, found: Inzage) -> HttpResponse:
    doe = request.POST.get("doe", "")
    mee = MeegeefForm(request.POST if doe == "download" else None, vondsten=found.vondsten)
    if doe == "download" and not mee.errors:
        return _download(request, mee.vondsten)
    weg = WeghaalForm(request.POST if doe == "weg" else None, stukken=found.stukken)
    if weg.is_valid():
        with refusals_on(weg):
            take_out(rows=weg.rows, by=request.lid)
            messages.success(request, _("Weggehaald: %(aantal)d.") % {"aantal": len(weg.rows)})
            return redirect("inzage")
    response = _page(request, form, {"inzage": found, "mee": mee, "weg": weg})
    if weg.errors or mee.errors:
        response.status_code = 422
    return response


def _page(request: LidRequest, form: InzageForm, context: dict[str, object]) -> HttpResponse:
    response = form_page(request, "signalen/inzage.html", form, context)
    add_never_cache_headers(response)
    return response


def _download(request: LidRequest, vondsten: list[Vondst]) -> HttpResponse:
    context = {"vondsten": vondsten, "dag": timezone.localdate()}
    text = render_to_string("signalen/inzage.txt", context, request=request)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="inzage.txt"'
    add_never_cache_headers(response)
    return response
