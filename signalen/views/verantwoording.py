"""An account of the work: its page, its PDF and its spreadsheet."""

import uuid
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opbouw.lib.models import JobStaat
from opbouw.lib.sheets.xlsx_file import xlsx_blocks
from opbouw.lib.web import limits
from opbouw.lib.web.form_page import form_page, posted, refusals_as_messages, refusals_on
from opbouw.lib.writing.once import AlreadyThere
from signalen.actions.verantwoording import request_account, retry_account, take_out
from signalen.forms.verantwoording import AccountForm, AccountPdfForm
from signalen.models import VerantwoordingPdf
from signalen.queries.verantwoording import compose, visible_accounts
from signalen.tabellen import verantwoording as sheet
from signalen.tekening import movement_svg
from signalen.verantwoording import Onderdeel, Verantwoording
from wijken.models import Gebied
from wijken.queries.lid import DOWNLOADERS
from wijken.queries.tijdvak import tijdvak_of
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest
from wijken.views.download import FORMS, PER_HOUR


@leden(*WELZIJN)
@require_safe
def verantwoording(request: LidRequest) -> HttpResponse:
    """What the profession can show of an area and a period, for the whole team."""
    return _page(request, AccountForm(request.GET, lid=request.lid))


@leden(*DOWNLOADERS)
@require_POST
def pdf_maken(request: LidRequest) -> HttpResponse:
    """Ask for this account as a PDF."""
    form = AccountPdfForm(posted(request), lid=request.lid)
    account = form.chosen()
    if account is not None:
        with refusals_on(form):
            _refuse_too_often(request)
            try:
                row, _new = request_account(
                    by=request.lid,
                    sleutel=form.cleaned_data["sleutel"],
                    gebied=account.gebied,
                    tijdvak=account.tijdvak,
                    verhalen=account.verhalen,
                )
            except AlreadyThere as already:
                # Of some minutes ago: that is the one they want.
                return redirect("verantwoording_pdf", already.row.pk)
            return redirect("verantwoording_pdf", row.pk)
    return _page(request, form)


@leden(*DOWNLOADERS)
@require_safe
def excel(request: LidRequest) -> HttpResponseBase:
    """Take this account out as a spreadsheet."""
    form = AccountForm(request.GET, lid=request.lid)
    account = form.chosen()
    if account is None:
        return _page(request, form)
    with refusals_as_messages(request):
        _refuse_too_often(request)
        inhoud = compose(request.lid, account.gebied, account.tijdvak, account.verhalen)
        code = account.tijdvak.code
        take_out(by=request.lid, vorm="xlsx", gebied=account.gebied, tijdvak=code)
        blocks = xlsx_blocks("verantwoording", sheet.heads(inhoud), [sheet.rows(inhoud)])
        response = StreamingHttpResponse(blocks, content_type=FORMS["xlsx"][1])
        name = f"{_name(account.gebied, code)}.xlsx"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        add_never_cache_headers(response)
        return response
    return redirect(f"{reverse('verantwoording')}?{account.query}")


@leden(*DOWNLOADERS)
@require_safe
def pdf(request: LidRequest, pk: int) -> HttpResponse:
    """How the making of a PDF goes, and the way to it; it asks again while it is not ready."""
    row = get_object_or_404(visible_accounts(request.lid), pk=pk)
    tijdvak = tijdvak_of(row.tijdvak)
    waar = row.gebied.naam if row.gebied else row.organisatie.naam
    # One that cannot be chosen any more has its code.
    context = {"rij": row, "naam": f"{waar}, {tijdvak or row.tijdvak}"}
    part = "#staat" if request.htmx else ""
    return render(request, f"signalen/verantwoording/pdf.html{part}", context)


@leden(*DOWNLOADERS)
@require_safe
def pdf_bestand(request: LidRequest, pk: int) -> HttpResponseBase:
    """The PDF itself."""
    row: VerantwoordingPdf = get_object_or_404(visible_accounts(request.lid), pk=pk)
    if row.job_staat != JobStaat.KLAAR:
        raise Http404
    if request.method == "HEAD":
        # Nothing is taken along.
        return HttpResponse(content_type="application/pdf")
    with refusals_as_messages(request):
        _refuse_too_often(request)
        try:
            file = (Path(settings.MEDIA_ROOT) / row.bestand).open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        take_out(by=request.lid, vorm="pdf", gebied=row.gebied, tijdvak=row.tijdvak)
        name = f"{_name(row.gebied, row.tijdvak)}.pdf"
        return FileResponse(file, content_type="application/pdf", filename=name)
    return redirect("verantwoording_pdf", pk)


@leden(*DOWNLOADERS)
@require_POST
def pdf_opnieuw(request: LidRequest, pk: int) -> HttpResponse:
    """Try again after three failures."""
    row = get_object_or_404(visible_accounts(request.lid), pk=pk)
    retry_account(row=row, by=request.lid)
    messages.info(request, _("We proberen het opnieuw."))
    return redirect("verantwoording_pdf", pk)


def _page(request: LidRequest, form: AccountForm) -> HttpResponse:
    account = form.chosen()
    context: dict[str, object] = {"sleutel": uuid.uuid4()}
    if account is not None:
        inhoud = compose(request.lid, account.gebied, account.tijdvak, account.verhalen)
        context |= {
            "account": account,
            "inhoud": inhoud,
            "delen": [_drawn(inhoud, deel) for deel in inhoud.onderdelen],
            "tekening": movement_svg(inhoud.stappen),
            "mag_weg": request.lid.rol in DOWNLOADERS,
            "excel_url": f"{reverse('verantwoording_excel')}?{account.query}",
            **_moved(inhoud),
        }
    return form_page(request, "signalen/verantwoording/pagina.html", form, context)


def _drawn(inhoud: Verantwoording, deel: Onderdeel) -> dict[str, object]:
    """Return a part with its table."""
    return {
        "getallen": "alle" if inhoud.tot else "midden",
        "deel": deel,
        "koppen": [
            _("Wat"),
            inhoud.tijdvak,
            inhoud.eerder,
            *([] if inhoud.tot else [_("Verschil")]),
        ],
        "rijen": [
            [one.wat, one.nu, one.eerder, *([] if inhoud.tot else [one.verschil or "–"])]
            for one in deel.regels
        ],
    }


def _moved(inhoud: Verantwoording) -> dict[str, object]:
    return {
        "stap_koppen": [_("Wat er gebeurde"), inhoud.tijdvak, inhoud.eerder, _("Wat het waren")],
        "stappen": [
            [one.weg, one.aantal, one.eerder, one.waarvan or "–"] for one in inhoud.stappen
        ],
    }


def _refuse_too_often(request: LidRequest) -> None:
    # The limit of all files: somebody who takes twenty an hour copies.
    if not limits.hit(f"download:{request.lid.pk}", limit=PER_HOUR, seconds=3600):
        raise limits.TooOften(_("Je hebt dit uur al vaak iets gedownload. Ga over een uur verder."))


def _name(gebied: Gebied | None, tijdvak: str) -> str:
    code = gebied.code if gebied is not None else ""
    return "-".join(filter(None, ["verantwoording", code, tijdvak]))
