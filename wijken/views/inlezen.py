"""The pages of the administration on which areas and figures are read in.

Whoever comes here is staff, in a session that proved its second factor lately: `Beheer` wraps
each of these views in that check.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from opbouw.lib.web.bodies import UPLOAD_BODY, takes_stream
from opbouw.lib.web.form_page import (
    form_page,
    posted,
    refusals_as_messages,
    refusals_on,
    takes_form,
)
from opbouw.lib.web.unreadable import readable_fields
from opbouw.lib.web.uploads import FolderHandler
from wijken.actions.inlezing import confirm, folder, take_in, throw_away, try_again
from wijken.cbs.inhoud import FileError
from wijken.cijfers.herken import kind_of, readable_name
from wijken.forms.inlezen import InleesForm
from wijken.models import Gebruiker, Inlezing, InlezingSoort, InlezingStap
from wijken.queries.inlezing import recent_inlezingen


class BeheerRequest(HttpRequest):
    """A request of staff."""

    user: Gebruiker
    htmx: HtmxDetails


@takes_stream(UPLOAD_BODY)
@takes_form
def inlezen(request: BeheerRequest) -> HttpResponse:
    """Send a file, and see those that were sent before.

    Nothing of the body was read before this: now that it is staff, it goes to the media folder.
    """
    handler = FolderHandler(folder(), "bestand")
    request.upload_handlers = [handler]
    try:
        return csrf_protect(_inlezen)(request, handler)
    finally:
        handler.discard()


def _inlezen(request: BeheerRequest, handler: FolderHandler) -> HttpResponse:
    if request.method == "POST" and not readable_fields(request):
        return render(request, "400.html", status=400)
    form = InleesForm(posted(request), request.FILES or None)
    if handler.full:
        form.errors.clear()
        form.add_error(None, _("De schijf is vol. Ruim eerst op, of vraag hulp."))
    elif form.is_valid():
        with refusals_on(form):
            if inlezing := _taken_in(request, form, handler):
                return redirect("admin:inlezing", inlezing.pk)
    return form_page(
        request, "wijken/inlezen/lijst.html", form, {"inlezingen": recent_inlezingen()}
    )


def _taken_in(request: BeheerRequest, form: InleesForm, handler: FolderHandler) -> Inlezing | None:
    """Keep the file under a name that says its kind, and ask for its preview."""
    sent = form.cleaned_data["bestand"]
    if handler.path is None:
        form.add_error("bestand", _("Het bestand kwam niet heel aan. Stuur het opnieuw."))
        return None
    try:
        soort, suffix = kind_of(handler.path)
    except FileError as error:
        form.add_error("bestand", str(error))
        return None
    bestand = handler.keep(suffix)
    try:
        return take_in(
            by=request.user,
            bestand=bestand,
            naam=readable_name(sent.name),
            grootte=sent.size,
            soort=soort,
            jaar=form.cleaned_data["jaar"],
            bron=form.cleaned_data["bron"],
            namen=form.cleaned_data["namen"],
        )
    except BaseException:
        (folder() / bestand).unlink(missing_ok=True)
        raise


@require_safe
def inlezing(request: BeheerRequest, pk: int) -> HttpResponse:
    """What a file would do, how far it is, or what it did."""
    row = get_object_or_404(Inlezing.objects.select_related("door"), pk=pk)
    return render(request, "wijken/inlezen/detail.html", _context(row))


@require_safe
def staat(request: BeheerRequest, pk: int) -> HttpResponse:
    """How far the worker is; the page asks again while it is not done."""
    row = get_object_or_404(Inlezing.objects.select_related("door"), pk=pk)
    if not request.htmx:
        return redirect("admin:inlezing", pk)
    response = render(request, "wijken/inlezen/detail.html#voortgang", _context(row))
    if not row.bezig:
        # What comes next is elsewhere on the page.
        response.headers["HX-Refresh"] = "true"
    return response


def _context(row: Inlezing) -> dict[str, object]:
    gebieden = row.soort == InlezingSoort.GEBIEDEN
    verslag = row.uitkomst if row.stap == InlezingStap.KLAAR else row.voorbeeld
    words = {
        "toegevoegd": _("Nieuw"),
        "veranderd": _("Anders"),
        "gelijk": _("Blijft gelijk"),
        "geweigerd": _("Geweigerd"),
    }
    counts = [(word, str(verslag[key])) for key, word in words.items()] if verslag else []
    tables = {name: _cells(verslag[name]) for name in ("sleutels", "voorbeelden") if verslag}
    return {
        "inlezing": row,
        "verslag": verslag,
        **tables,
        "tellingen": counts,
        "koppen": [_("Gebied"), _("Jaar"), _("Eerdere naam"), _("Inwoners")]
        if gebieden
        else [_("Gebied"), _("Cijfer"), _("Was"), _("Wordt"), _("Bron")],
        "sleutelkoppen": [_("Cijfer"), _("Jaar"), _("Aantal"), _("Laagste"), _("Hoogste")],
    }


def _cells(rows: list[list[str]]) -> list[list[SafeString]]:
    """What a file calls things runs in its own direction."""
    return [[format_html("<bdi>{}</bdi>", cell) for cell in row] for row in rows]


@require_POST
def bewaren(request: BeheerRequest, pk: int) -> HttpResponse:
    """Store what the preview showed."""
    row = get_object_or_404(Inlezing, pk=pk)
    with refusals_as_messages(request):
        if not confirm(inlezing=row, by=request.user):
            messages.info(request, _("Dit bestand werd al bewaard."))
    return redirect("admin:inlezing", pk)


@require_POST
def weggooien(request: BeheerRequest, pk: int) -> HttpResponse:
    """Remove the file and store nothing."""
    row = get_object_or_404(Inlezing, pk=pk)
    with refusals_as_messages(request):
        throw_away(inlezing=row, by=request.user)
        messages.info(request, _("Het bestand is weg. Er is niets bewaard."))
        return redirect("admin:inlezen")
    return redirect("admin:inlezing", pk)


@require_POST
def opnieuw(request: BeheerRequest, pk: int) -> HttpResponse:
    """Try the step again that failed."""
    row = get_object_or_404(Inlezing, pk=pk)
    with refusals_as_messages(request):
        try_again(inlezing=row, by=request.user)
    return redirect("admin:inlezing", pk)
