"""The photo of the place of a contact: sent, shown to the own organisation, removed."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opbouw.lib.web import limits
from opbouw.lib.web.bodies import PHOTO_BODY, takes_body
from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from wijken.actions.foto import keep_foto, remove_foto
from wijken.forms.foto import FotoForm
from wijken.models import Contactmoment, Foto
from wijken.queries.contact import visible_contacts
from wijken.queries.wijzigen import may_change
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest

# Nobody walks past so many places; a program that floods is stopped.
PHOTOS_PER_HOUR = 120


@takes_body(PHOTO_BODY)
@leden(*WELZIJN)
@takes_form
def foto(request: LidRequest, pk: int) -> HttpResponse:
    """Send a photo of the place, in place of the one before."""
    contact = _own_contact(request, pk)
    if request.method == "POST" and not limits.hit(
        f"foto:{request.lid.pk}", limit=PHOTOS_PER_HOUR, seconds=3600
    ):
        return render(request, "429.html", status=429)
    form = FotoForm(posted(request), request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            keep_foto(contact=contact, by=request.lid, beeld=form.cleaned_data["foto"])
            messages.success(request, _("Foto bewaard."))
            return redirect("contact", pk)
    return form_page(request, "wijken/contact/foto.html", form, {"contact": contact})


@leden(*WELZIJN)
@require_safe
def beeld(request: LidRequest, pk: int) -> HttpResponseBase:
    """The photo itself, for the own organisation."""
    found = get_object_or_404(Foto.objects.visible_to(request.lid), contact=pk)
    try:
        file = (Path(settings.MEDIA_ROOT) / found.bestand).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, content_type="image/jpeg")


@leden(*WELZIJN)
@require_POST
def verwijder(request: LidRequest, pk: int) -> HttpResponse:
    """Remove the photo."""
    contact = _own_contact(request, pk)
    remove_foto(contact=contact, by=request.lid)
    messages.success(request, _("Foto verwijderd."))
    return redirect("contact", pk)


def _own_contact(request: LidRequest, pk: int) -> Contactmoment:
    contact = get_object_or_404(visible_contacts(request.lid), pk=pk)
    if contact.weggehaald_op is not None or not may_change(contact, request.lid):
        raise Http404
    return contact
