"""Pages of stories."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opbouw.lib.web.choices import Keuze
from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from opbouw.lib.web.params import int_param, text_param
from signalen.actions import verhaal as actions
from signalen.forms.verhaal import VerhaalForm
from signalen.queries.signaal import visible_signalen
from signalen.queries.verhaal import verhaal_page, visible_verhalen
from wijken.queries.contact import visible_contacts
from wijken.queries.gebied import known_area
from wijken.queries.opvolging import pk_now
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@require_safe
def lijst(request: LidRequest) -> HttpResponse:
    """The organisation's stories, newest first."""
    code = text_param(request, "gebied")
    gebied = known_area(code) if code else None
    if code and gebied is None:
        raise Http404
    page = verhaal_page(request.lid, gebied=gebied, after=request.GET.get("na"))
    keuzes = []
    if gebied is not None:
        here = f"{request.path}?gebied={gebied.code}"
        keuzes = [Keuze(_("Alles"), request.path, False), Keuze(gebied.naam, here, True)]
    part = "#rijen" if request.htmx else ""
    context = {"page": page, "keuzes": keuzes}
    return render(request, f"signalen/verhaal/lijst.html{part}", context)


@leden(*WELZIJN)
@takes_form
def nieuw(request: LidRequest) -> HttpResponse:
    """Record a story, from a contact, from a signal or by itself."""
    form = VerhaalForm(posted(request), lid=request.lid, initial=_from(request))
    if form.is_valid():
        with refusals_on(form, first=lambda row: reverse("verhaal", args=[row.pk])):
            verhaal, new = actions.record_verhaal(
                by=request.lid, sleutel=form.cleaned_data["sleutel"], content=form.content
            )
            stored = _("Verhaal bewaard. Een collega leest het na.")
            messages.success(request, stored if new else _("Dit verhaal stond er al."))
            return redirect("verhaal", verhaal.pk)
    return form_page(request, "signalen/verhaal/nieuw.html", form)


@leden(*WELZIJN)
@require_safe
def detail(request: LidRequest, pk: int) -> HttpResponse:
    """One story, its consent and where it is used."""
    verhaal = get_object_or_404(visible_verhalen(request.lid), pk=pk)
    context = {
        "verhaal": verhaal,
        "notities": verhaal.notities.all(),
        "mag_nalezen": verhaal.door_id != request.lid.pk
        and verhaal.nagelezen_op is None
        and verhaal.ingetrokken_op is None
        and verhaal.woorden_weg_op is None,
    }
    return render(request, "signalen/verhaal/detail.html", context)


@leden(*WELZIJN)
@require_POST
def nagelezen(request: LidRequest, pk: int) -> HttpResponse:
    """The second pair of eyes agrees."""
    verhaal = get_object_or_404(visible_verhalen(request.lid), pk=pk)
    actions.proofread(verhaal=verhaal, by=request.lid)
    verhaal.refresh_from_db()
    note = _("Nagelezen. Het verhaal mag nu in een notitie.")
    messages.success(request, note if verhaal.bruikbaar else _("Nagelezen."))
    return redirect("verhaal", pk)


@leden(*WELZIJN)
@takes_form
def ingetrokken(request: LidRequest, pk: int) -> HttpResponse:
    """Whoever told it takes it back: asked once more, because the words are wiped."""
    verhaal = get_object_or_404(visible_verhalen(request.lid), pk=pk)
    if request.method == "POST":
        actions.withdraw(verhaal=verhaal, by=request.lid)
        messages.success(request, _("Ingetrokken. Het verhaal gaat nergens meer in mee."))
        return redirect("verhaal", pk)
    if verhaal.ingetrokken_op is not None:
        return redirect("verhaal", pk)
    context = {"verhaal": verhaal, "notities": verhaal.notities.all()}
    return render(request, "signalen/verhaal/trek_in.html", context)


def _from(request: LidRequest) -> dict[str, object]:
    initial: dict[str, object] = {}
    contact, signaal = int_param(request, "contact"), int_param(request, "signaal")
    if contact is not None:
        found = visible_contacts(request.lid).filter(pk=contact).first()
        if found is not None:
            initial |= {"tekst": found.tekst, "gebied": pk_now(found.gebied)}
        elif request.method != "POST":
            # Removed while somebody wrote from it, it takes nothing of theirs along.
            raise Http404
    if signaal is not None:
        known = get_object_or_404(visible_signalen(request.lid), pk=signaal)
        initial |= {"signaal": known.pk, "gebied": pk_now(known.gebied), "kring": known.kring}
    return initial
