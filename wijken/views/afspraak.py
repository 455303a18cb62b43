"""Pages of appointments: what was promised, and what becomes of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opbouw.lib.web.choices import Keuze
from opbouw.lib.web.form_page import (
    form_page,
    posted,
    refusals_on,
    takes_form,
)
from opbouw.lib.web.params import int_param
from wijken.actions import afspraak as afspraken
from wijken.forms.afspraak import (
    AfspraakForm,
    AfspraakWijzigForm,
    GeefDoorForm,
    VerplaatsForm,
    VervaltForm,
)
from wijken.models import Afspraak, Contactmoment
from wijken.queries.afspraak import (
    appointment_page,
    may_correct,
    moves_of,
    visible_appointments,
)
from wijken.queries.contact import visible_contacts
from wijken.queries.wijzigen import may_take_out
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@require_safe
def lijst(request: LidRequest) -> HttpResponse:
    """The open appointments by day: the member's own, or all of the team."""
    team = request.GET.get("team") == "1"
    here = request.path
    context = {
        "page": appointment_page(request.lid, team=team, after=request.GET.get("na")),
        "team": team,
        "keuzes": [
            Keuze(_("Van mij"), here, not team),
            Keuze(_("Van het hele team"), f"{here}?team=1", team),
        ],
    }
    part = "#rijen" if request.htmx else ""
    return render(request, f"wijken/afspraak/lijst.html{part}", context)


@leden(*WELZIJN)
@takes_form
def nieuw(request: LidRequest) -> HttpResponse:
    """Make an appointment, from a contact or without one."""
    contact = _contact(request)
    form = AfspraakForm(posted(request), lid=request.lid, contact=contact)
    if form.is_valid():
        with refusals_on(form, first=_page):
            afspraak, new = afspraken.make_appointment(
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                content=form.content,
                contact=contact,
            )
            messages.success(request, _("Bewaard.") if new else _("Deze afspraak stond er al."))
            return redirect("afspraak", afspraak.pk)
    return form_page(request, "wijken/afspraak/nieuw.html", form, {"contact": contact})


@leden(*WELZIJN)
@require_safe
def detail(request: LidRequest, pk: int) -> HttpResponse:
    """One appointment, how it was moved, and what can be done with it."""
    afspraak = _mine(request, pk)
    context = {
        "afspraak": afspraak,
        "verplaatsingen": moves_of(afspraak),
        "mag_wijzigen": may_correct(afspraak, request.lid),
        "mag_weghalen": may_take_out(request.lid, afspraak.door_id),
    }
    return render(request, "wijken/afspraak/detail.html", context)


@leden(*WELZIJN)
@require_POST
def gedaan(request: LidRequest, pk: int) -> HttpResponse:
    """The promise was kept."""
    afspraak = _mine(request, pk)
    afspraken.keep_appointment(afspraak=afspraak, by=request.lid)
    messages.success(request, _("Afspraak nagekomen."))
    if afspraak.contact_id is not None:
        return redirect("contact", afspraak.contact_id)
    return redirect("afspraak", pk)


@leden(*WELZIJN)
@takes_form
def verplaatsen(request: LidRequest, pk: int) -> HttpResponse:
    """Move it to another day, with the reason."""
    afspraak = _mine(request, pk)
    if ended := _ended(request, afspraak):
        return ended
    form = VerplaatsForm(posted(request), afspraak=afspraak)
    if form.is_valid():
        with refusals_on(form, first=lambda _row: _page(afspraak)):
            new = afspraken.move_appointment(
                afspraak=afspraak,
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                stand=form.cleaned_data["stand"],
                **form.content,
            )
            messages.success(request, _("Verplaatst.") if new else _("Dit stond er al."))
            return redirect("afspraak", pk)
    return form_page(request, "wijken/afspraak/verplaatsen.html", form, {"afspraak": afspraak})


@leden(*WELZIJN)
@takes_form
def doorgeven(request: LidRequest, pk: int) -> HttpResponse:
    """Hand it to a colleague."""
    afspraak = _mine(request, pk)
    if ended := _ended(request, afspraak):
        return ended
    form = GeefDoorForm(posted(request), lid=request.lid, afspraak=afspraak)
    if form.is_valid():
        with refusals_on(form):
            naar = form.cleaned_data["naar"]
            afspraken.hand_over_appointment(
                afspraak=afspraak, by=request.lid, stand=form.cleaned_data["stand"], naar=naar
            )
            said = _("Doorgegeven aan %(naam)s.") % {"naam": naar.gebruiker.naam}
            messages.success(request, said)
            return redirect("afspraak", pk)
    return form_page(request, "wijken/afspraak/doorgeven.html", form, {"afspraak": afspraak})


@leden(*WELZIJN)
@takes_form
def vervalt(request: LidRequest, pk: int) -> HttpResponse:
    """It will not be kept: say why."""
    afspraak = _mine(request, pk)
    if ended := _ended(request, afspraak):
        return ended
    form = VervaltForm(posted(request), afspraak=afspraak)
    if form.is_valid():
        with refusals_on(form):
            afspraken.call_off_appointment(
                afspraak=afspraak,
                by=request.lid,
                stand=form.cleaned_data["stand"],
                want=form.cleaned_data["want"],
            )
            messages.success(request, _("De afspraak vervalt."))
            return redirect("afspraak", pk)
    return form_page(request, "wijken/afspraak/vervalt.html", form, {"afspraak": afspraak})


@leden(*WELZIJN)
@takes_form
def wijzig(request: LidRequest, pk: int) -> HttpResponse:
    """Correct what was written down."""
    afspraak = _mine(request, pk)
    if not may_correct(afspraak, request.lid):
        raise Http404
    if ended := _ended(request, afspraak):
        return ended
    form = AfspraakWijzigForm(posted(request), afspraak=afspraak)
    if form.is_valid():
        with refusals_on(form):
            afspraken.change_appointment(
                afspraak=afspraak,
                by=request.lid,
                stand=form.cleaned_data["stand"],
                content=form.content,
            )
            messages.success(request, _("Gewijzigd."))
            return redirect("afspraak", pk)
    return form_page(request, "wijken/afspraak/wijzig.html", form, {"afspraak": afspraak})


def _mine(request: LidRequest, pk: int) -> Afspraak:
    return get_object_or_404(visible_appointments(request.lid), pk=pk)


def _contact(request: LidRequest) -> Contactmoment | None:
    if "contact" not in request.GET:
        return None
    return get_object_or_404(visible_contacts(request.lid), pk=int_param(request, "contact"))


def _ended(request: LidRequest, afspraak: Afspraak) -> HttpResponse | None:
    """Lead back from a form for which it is too late; what was sent is answered by its action."""
    if request.method == "POST" or afspraak.is_open:
        return None
    messages.info(request, _("Deze afspraak staat niet meer open."))
    return redirect("afspraak", afspraak.pk)


def _page(afspraak: Afspraak) -> str:
    return reverse("afspraak", args=[afspraak.pk])
