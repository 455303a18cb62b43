"""Settling a note, making it a concept again, and sending it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opbouw.lib.models import JobStaat
from opbouw.lib.web.form_page import refusals_as_messages, takes_form
from opbouw.lib.web.params import posted_int
from signalen.actions.vaststellen import reopen, settle
from signalen.actions.verzenden import mail_again, send
from signalen.inhoud import from_json
from signalen.models import BUITEN, Agendanotitie, NotitieStaat
from signalen.queries.notitie import last_version, readers, visible_notities
from wijken.models import Rol
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest


@leden(Rol.COORDINATOR)
@require_POST
def vaststellen(request: LidRequest, pk: int) -> HttpResponse:
    """Freeze the note as a version."""
    notitie = _notitie(request, pk)
    with refusals_as_messages(request):
        _versie, new = settle(
            notitie=notitie,
            by=request.lid,
            stand=posted_int(request, "stand"),
            nagekeken=request.POST.get("nagekeken", ""),
        )
        already = _("Deze notitie was al vastgesteld.")
        messages.success(request, _("Vastgesteld. De PDF wordt gemaakt.") if new else already)
    return redirect("notitie", pk)


@leden(Rol.COORDINATOR)
@require_POST
def heropenen(request: LidRequest, pk: int) -> HttpResponse:
    """Make it a concept again."""
    notitie = _notitie(request, pk)
    with refusals_as_messages(request):
        reopen(notitie=notitie, by=request.lid, versie=posted_int(request, "versie"))
        messages.success(request, _("De notitie is weer een concept."))
    return redirect("notitie", pk)


@leden(Rol.COORDINATOR)
@takes_form
def verzenden(request: LidRequest, pk: int) -> HttpResponse:
    """Ask whether it may go, and send it to the municipality."""
    notitie = _notitie(request, pk)
    if request.method == "POST":
        return _send(request, notitie)
    versie = last_version(notitie)
    if versie is None or notitie.staat != NotitieStaat.VASTGESTELD:
        if notitie.staat in BUITEN:
            messages.info(request, _("Deze notitie was al verzonden."))
        return redirect("notitie", pk)
    if versie.job_staat != JobStaat.KLAAR or notitie.day_passed:
        # The note's own page says what to wait for, or what to do first.
        return redirect("notitie", pk)
    context = {
        "notitie": notitie,
        "versie": versie,
        "inhoud": from_json(versie.inhoud),
        "lezers": readers(notitie).count(),
    }
    return render(request, "signalen/notitie/verzend.html", context)


@leden(Rol.COORDINATOR)
@require_POST
def mail_opnieuw(request: LidRequest, pk: int) -> HttpResponse:
    """Send the mail that may not have arrived once more."""
    if mail_again(notitie=_notitie(request, pk), by=request.lid):
        messages.success(request, _("De mail gaat nog een keer weg."))
    return redirect("notitie", pk)


def _send(request: LidRequest, notitie: Agendanotitie) -> HttpResponse:
    with refusals_as_messages(request):
        new = send(notitie=notitie, by=request.lid, versie=posted_int(request, "versie"))
        done = _("Verzonden aan %(gemeente)s.") % {"gemeente": notitie.aan.naam}
        already = _("Deze notitie was al verzonden.")
        messages.success(request, done if new else already)
    return redirect("notitie", notitie.pk)


def _notitie(request: LidRequest, pk: int) -> Agendanotitie:
    return get_object_or_404(visible_notities(request.lid), pk=pk)
