"""A version of a note: its PDF, its preview, and whether a file is genuine."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opbouw.lib.models import JobStaat
from opbouw.lib.web import limits
from opbouw.lib.web.bodies import FILE_BODY, takes_body
from opbouw.lib.web.form_page import form_page, posted, takes_form
from signalen.actions.versie import retry_pdf
from signalen.forms.controle import ControleForm
from signalen.inhoud import from_json
from signalen.models import BUITEN, Agendanotitie, NotitieStaat
from signalen.opmaak import STYLE_SHEETS, notitie_html
from signalen.queries.controle import recognize
from signalen.queries.inhoud import compose
from signalen.queries.notitie import last_version, received_notities, visible_notities
from wijken.toegang.access import GEMEENTE, WELZIJN, leden
from wijken.toegang.middleware import LidRequest

# A newsroom or a town hall behind one address checks a few; a program that floods is stopped.
CHECKS_PER_HOUR = 300


@leden(*WELZIJN)
@require_safe
def voorbeeld(request: LidRequest, pk: int) -> HttpResponse:
    """The note as it would look now, or as it was settled."""
    notitie = get_object_or_404(visible_notities(request.lid), pk=pk)
    last = last_version(notitie)
    concept = notitie.staat == NotitieStaat.CONCEPT or last is None
    if concept or last is None:
        nummer = last.nummer + 1 if last else 1
        inhoud = compose(notitie, versie=nummer, datum=timezone.localdate())
        stand = _("Concept, nog niet verzonden.")
    else:
        inhoud = from_json(last.inhoud)
        sent = notitie.staat in BUITEN
        stand = _("Verzonden.") if sent else _("Vastgesteld, nog niet verzonden.")
    sheets = ("css/thema.css", *(f"pdf/{name}" for name in STYLE_SHEETS), "pdf/scherm.css")
    urls = tuple(static(name) for name in sheets)
    return HttpResponse(
        notitie_html(
            inhoud,
            style_sheet_urls=urls,
            concept=concept,
            stand=stand,
            terug_url=reverse("notitie", args=[pk]),
        )
    )


@leden(*WELZIJN, *GEMEENTE)
@require_safe
def pdf(request: LidRequest, pk: int) -> HttpResponseBase:
    """The PDF of the newest version, for those who may read the note."""
    own = visible_notities(request.lid)
    readable = received_notities(request.lid) if request.lid.rol in GEMEENTE else own
    notitie = get_object_or_404(readable, pk=pk)
    versie = last_version(notitie)
    if versie is None or versie.job_staat != JobStaat.KLAAR:
        raise Http404
    try:
        file = (Path(settings.MEDIA_ROOT) / versie.bestand).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        file,
        content_type="application/pdf",
        filename=f"agendanotitie-{notitie.kenmerk}-versie-{versie.nummer}.pdf",
    )


@leden(*WELZIJN)
@require_safe
def pdf_staat(request: LidRequest, pk: int) -> HttpResponse:
    """How the making of the PDF goes; the page asks again while it is not ready."""
    notitie = get_object_or_404(visible_notities(request.lid), pk=pk)
    versie = last_version(notitie)
    if versie is None:
        raise Http404
    context = {"notitie": notitie, "versie": versie}
    if not request.htmx:
        return redirect("notitie", pk)
    response = render(request, "signalen/notitie/pdf_staat.html", context)
    if versie.job_staat == JobStaat.KLAAR:
        # The next step appears with it, so the whole page is drawn again.
        response.headers["HX-Refresh"] = "true"
    return response


@leden(*WELZIJN)
@require_POST
def pdf_opnieuw(request: LidRequest, pk: int) -> HttpResponse:
    """Try again after three failures."""
    notitie: Agendanotitie = get_object_or_404(visible_notities(request.lid), pk=pk)
    versie = last_version(notitie)
    if versie is None:
        raise Http404
    retry_pdf(versie=versie, by=request.lid)
    messages.info(request, _("We proberen het opnieuw."))
    return redirect("notitie", pk)


@takes_body(FILE_BODY)
@takes_form
def controle(request: HttpRequest) -> HttpResponse:
    """Anyone who holds a PDF can check whether it is a note as it was sent."""
    form = ControleForm(posted(request), request.FILES or None)
    if form.is_bound and not limits.hit(
        f"controle:{limits.client_address(request)}", limit=CHECKS_PER_HOUR, seconds=3600
    ):
        return render(request, "429.html", status=429)
    context: dict[str, object] = {}
    if form.is_valid():
        digest = hashlib.sha256(form.cleaned_data["bestand"].read()).hexdigest()
        context = {"gecontroleerd": True, "herkend": recognize(digest)}
    return form_page(request, "signalen/controle.html", form, context)
