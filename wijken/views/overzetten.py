"""The pages on which a spreadsheet of contacts is brought over."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from opbouw.lib.web import limits
from opbouw.lib.web.bodies import LIST_BODY, takes_stream
from opbouw.lib.web.form_page import (
    form_page,
    posted,
    refusals_as_messages,
    refusals_on,
    takes_form,
)
from opbouw.lib.web.unreadable import readable_fields
from opbouw.lib.web.uploads import FolderHandler, NoFileHandler
from wijken.actions.download import begin_download
from wijken.actions.overzetten import sleutel_of
from wijken.actions.overzetting import (
    choose_columns,
    confirm,
    file_of,
    folder,
    may_turn_back,
    take_in,
    throw_away,
    try_again,
    turn_back,
    turn_back_until,
)
from wijken.cijfers.herken import readable_name
from wijken.forms.overzetten import KolommenForm, OverzetForm
from wijken.models import OverzetStap, Overzetting
from wijken.overzetten.kolommen import stand_of_koppeling
from wijken.overzetten.voorbeeld import Voorbeeld, preview
from wijken.queries.lid import DOWNLOADERS
from wijken.queries.overzetting import (
    contacts_under,
    left_contacts,
    recent_overzettingen,
    refused_rows,
    seen_rows,
    visible_overzettingen,
)
from wijken.tabellen.overzetting import NAME, heads, pieces
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest
from wijken.toegang.proof import step_before
from wijken.views.download import FORMS, MOST_XLSX
from wijken.views.download import PER_HOUR as DOWNLOADS_PER_HOUR

# Nobody keeps so many lists; a program that floods is stopped.
PER_HOUR = 20
# Of a text, in the preview.
SHORT = 80


@takes_stream(LIST_BODY)
@takes_form
def lijst(request: LidRequest) -> HttpResponseBase:
    """Send a spreadsheet, and see those that were sent before.

    Nothing of the body was read before this: of who may send one it goes to the media folder, and
    of others the file stays unread.
    """
    handler = FolderHandler(folder(), "bestand")
    lid = getattr(request, "lid", None)
    may = lid is not None and lid.rol in DOWNLOADERS and not step_before(request, "")
    request.upload_handlers = [handler if may else NoFileHandler()]
    try:
        return csrf_protect(_lijst)(request, handler)
    finally:
        handler.discard()


@leden(*DOWNLOADERS)
def _lijst(request: LidRequest, handler: FolderHandler) -> HttpResponse:
    if request.method == "POST" and not readable_fields(request):
        return render(request, "400.html", status=400)
    if request.method == "POST" and not limits.hit(
        f"overzetten:{request.lid.pk}", limit=PER_HOUR, seconds=3600
    ):
        return render(request, "429.html", status=429)
    form = OverzetForm(posted(request), request.FILES or None)
    if handler.full:
        form.errors.clear()
        form.add_error(None, _("De schijf is vol. Vraag hulp."))
    elif form.is_valid():
        with refusals_on(form, "bestand"):
            return redirect("overzetting", _taken_in(request, form, handler).pk)
    context = {"overzettingen": recent_overzettingen(request.lid)}
    return form_page(request, "wijken/overzetten/lijst.html", form, context)


lijst.rollen = DOWNLOADERS  # type: ignore[attr-defined]  # for whom it is, as `leden` says it


def _taken_in(request: LidRequest, form: OverzetForm, handler: FolderHandler) -> Overzetting:
    naam, sha256 = readable_name(form.cleaned_data["bestand"].name), form.sha256
    bestand = handler.keep("")
    try:
        return take_in(by=request.lid, bestand=bestand, naam=naam, sha256=sha256)
    except BaseException:
        (folder() / bestand).unlink(missing_ok=True)
        raise


@leden(*DOWNLOADERS)
@takes_form
def detail(request: LidRequest, pk: int) -> HttpResponse:
    """One spreadsheet: its columns and first rows, how far it is, or what became of it."""
    row = _own(request, pk)
    form = KolommenForm(posted(request), overzetting=row)
    if form.is_valid():
        with refusals_on(form):
            if _chosen(request, row, form):
                return redirect("overzetting", pk)
    row.refresh_from_db()
    return form_page(request, "wijken/overzetten/detail.html", form, _context(row))


def _chosen(request: LidRequest, row: Overzetting, form: KolommenForm) -> bool:
    """Bring it over with the columns of the preview, or show the preview of others."""
    stand, koppeling = form.cleaned_data["stand"], form.koppeling
    wants_it = request.POST.get("doe") == "zet_over"
    if wants_it and stand == stand_of_koppeling(koppeling):
        nagekeken = form.cleaned_data["nagekeken"]
        if not confirm(overzetting=row, by=request.lid, stand=stand, nagekeken=nagekeken):
            messages.info(request, _("Dit bestand werd al overgezet."))
        return True
    if koppeling != row.koppeling:
        choose_columns(overzetting=row, by=request.lid, stand=stand, koppeling=koppeling)
    if wants_it:
        messages.info(request, _("Je koos andere kolommen. Kijk eerst of het zo klopt."))
    return True


def _context(row: Overzetting) -> dict[str, object]:
    context: dict[str, object] = {
        "overzetting": row,
        "mag_terug": may_turn_back(row, now=timezone.now()),
        "terug_tot": turn_back_until(row),
    }
    if row.stap == OverzetStap.WACHT and row.bestand:
        first = preview(row)
        rows = first or []
        context |= {
            "onleesbaar": first is None,
            "voorbeeld": [_cells(one) for one in rows],
            "koppen": [_("Rij"), _("Wat ermee gebeurt"), _("Datum"), _("Waar"), _("Tekst")],
            "gaan_mee": sum(not one.fouten and not one.vondsten for one in rows),
            "bekeken": len(rows),
        }
    if row.stap in {OverzetStap.KLAAR, OverzetStap.BEWAREN}:
        seen = seen_rows(row)
        keys = {one.rij: sleutel_of(row, one.rij) for one in seen}
        found = contacts_under(row, keys.values())
        context |= {
            "afgekeurd": refused_rows(row),
            "na_te_kijken": [(one, found.get(keys[one.rij])) for one in seen],
        }
    if row.stap == OverzetStap.ONGEDAAN:
        context["gebleven"] = left_contacts(row)
    return context


def _cells(one: Voorbeeld) -> list[object]:
    text = one.tekst if len(one.tekst) <= SHORT else f"{one.tekst[:SHORT]}…"
    where = [one.buurt, one.plek] if one.plek else [one.buurt]
    if one.fouten:
        outcome = " ".join([_("Komt terug."), *one.fouten])
    elif one.vondsten:
        outcome = " ".join([_("Komt terug, of kijk hem na."), *one.vondsten])
    else:
        outcome = _("Gaat mee.")
    return [
        one.rij,
        outcome,
        format_html("<bdi>{}</bdi>", one.op),
        format_html("<bdi>{}</bdi>", ", ".join(where)),
        format_html("<bdi>{}</bdi>", text),
    ]


@leden(*DOWNLOADERS)
@require_safe
def staat(request: LidRequest, pk: int) -> HttpResponse:
    """How far the worker is; the page asks again while it is not done."""
    row = _own(request, pk)
    if not request.htmx:
        return redirect("overzetting", pk)
    response = render(request, "wijken/overzetten/detail.html#voortgang", {"overzetting": row})
    if not row.bezig:
        # What comes next is elsewhere on the page.
        response.headers["HX-Refresh"] = "true"
    return response


@leden(*DOWNLOADERS)
@require_safe
def rijen(request: LidRequest, pk: int) -> HttpResponseBase:
    """The rows that did not go along, as a file with why not."""
    row = _own(request, pk)
    vorm = request.GET.get("vorm", "")
    vorm = vorm if vorm in FORMS else "csv"
    if not row.bestand or not row.afgekeurd or not file_of(row).exists():
        raise Http404
    if refusal := _refusal(request, row, vorm):
        messages.error(request, refusal)
        return redirect("overzetting", pk)
    begin_download(by=request.lid, handeling="overzetten_gedownload", filter_in_words=vorm)
    write, kind = FORMS[vorm]

    def file() -> Iterator[bytes]:
        yield from write(NAME, heads(row), pieces(row))

    response = StreamingHttpResponse(file(), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{NAME}.{vorm}"'
    add_never_cache_headers(response)
    return response


def _refusal(request: LidRequest, row: Overzetting, vorm: str) -> str:
    if not limits.hit(f"download:{request.lid.pk}", limit=DOWNLOADS_PER_HOUR, seconds=3600):
        return _("Je hebt dit uur al vaak iets gedownload. Ga over een uur verder.")
    if vorm == "xlsx" and row.afgekeurd > MOST_XLSX:
        return _("Dit zijn meer dan 50.000 rijen. Neem CSV: dat opent ook in Excel.")
    return ""


@leden(*DOWNLOADERS)
@require_POST
def weggooien(request: LidRequest, pk: int) -> HttpResponse:
    """Remove a file and bring nothing over."""
    row = _own(request, pk)
    with refusals_as_messages(request):
        throw_away(overzetting=row, by=request.lid)
        messages.info(request, _("Het bestand is weg. Er is niets overgezet."))
        return redirect("overzettingen")
    return redirect("overzetting", pk)


@leden(*DOWNLOADERS)
@require_POST
def opnieuw(request: LidRequest, pk: int) -> HttpResponse:
    """Try the step again that failed."""
    row = _own(request, pk)
    with refusals_as_messages(request):
        try_again(overzetting=row, by=request.lid)
    return redirect("overzetting", pk)


@leden(*DOWNLOADERS)
@takes_form
def terug(request: LidRequest, pk: int) -> HttpResponse:
    """Say what turning back does, and do it."""
    row = _own(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            turn_back(overzetting=row, by=request.lid)
        return redirect("overzetting", pk)
    if not may_turn_back(row, now=timezone.now()):
        return redirect("overzetting", pk)
    return render(request, "wijken/overzetten/terug.html", {"overzetting": row})


def _own(request: LidRequest, pk: int) -> Overzetting:
    return get_object_or_404(visible_overzettingen(request.lid), pk=pk)
