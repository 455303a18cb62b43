"""Pages of agenda notes, for the organisation that writes them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opbouw.lib.forms import filled_rows
from opbouw.lib.jobs.mail import unsettled_mail
from opbouw.lib.web.bodies import LONG_FORM, takes_body
from opbouw.lib.web.choices import Keuze
from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from opbouw.lib.web.params import int_param
from signalen.actions import notitie as actions
from signalen.delen import DELEN
from signalen.forms.notitie import NotitieForm, StartForm
from signalen.inhoud import NotitieInhoud
from signalen.models import Agendanotitie, NotitieStaat
from signalen.queries.inhoud import compose
from signalen.queries.nakijken import findings_fingerprint, look_over
from signalen.queries.notitie import (
    last_version,
    missing,
    not_writable,
    notitie_page,
    signalen_of,
    visible_notities,
    with_answers,
)
from wijken.models import Rol
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest

CHOSEN = ("signalen", "verhalen", "initiatieven", "gekozen_bronnen", "cijfers")


@leden(*WELZIJN)
@require_safe
def lijst(request: LidRequest) -> HttpResponse:
    """The organisation's notes, newest first."""
    chosen = request.GET.get("staat", "")
    staat = NotitieStaat(chosen) if chosen in NotitieStaat.values else None
    page = notitie_page(request.lid, staat=staat, after=request.GET.get("na"))
    keuzes = [Keuze(_("Alles"), request.path, staat is None)]
    keuzes += [
        Keuze(str(option.label), f"{request.path}?staat={option.value}", staat == option)
        for option in NotitieStaat
    ]
    part = "#rijen" if request.htmx else ""
    context = {"page": page, "keuzes": keuzes}
    return render(request, f"signalen/notitie/lijst.html{part}", context)


@leden(*WELZIJN)
@takes_form
def nieuw(request: LidRequest) -> HttpResponse:
    """Begin a note from one or more signals."""
    chosen = int_param(request, "signaal")
    initial: dict[str, Any] = {"signalen": [chosen]} if chosen is not None else {}
    form = StartForm(posted(request), lid=request.lid, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        with refusals_on(form, first=lambda row: reverse("notitie", args=[row.pk])):
            notitie, new = actions.start_notitie(
                by=request.lid,
                sleutel=data["sleutel"],
                titel=data["titel"],
                aan=data["aan"],
                signalen=list(data["signalen"]),
            )
            if not new:
                messages.info(request, _("Deze notitie was al begonnen."))
            return redirect("notitie_wijzig", notitie.pk)
    return form_page(request, "signalen/notitie/nieuw.html", form)


@leden(*WELZIJN)
@require_safe
def detail(request: LidRequest, pk: int) -> HttpResponse:
    """One note: where it stands, what it still lacks, what was answered."""
    notitie = _notitie(request, pk)
    concept = notitie.staat == NotitieStaat.CONCEPT
    found = look_over(_as_now(notitie)) if concept else []
    context = {
        "notitie": notitie,
        "versie": last_version(notitie),
        "vragen": with_answers(notitie),
        "signalen": signalen_of(notitie),
        "ontbreekt": missing(notitie) if concept else [],
        "bevindingen": found,
        "nagekeken": findings_fingerprint(found),
        "mail": unsettled_mail(notitie) if notitie.verzonden_op else None,
        "mag_versturen": request.lid.rol == Rol.COORDINATOR,
    }
    return render(request, "signalen/notitie/detail.html", context)


@takes_body(LONG_FORM)
@leden(*WELZIJN)
@takes_form
def wijzig(request: LidRequest, pk: int) -> HttpResponse:
    """Write the eight parts."""
    notitie = _notitie(request, pk)
    if request.method != "POST" and notitie.staat != NotitieStaat.CONCEPT:
        messages.info(request, not_writable(notitie, request.lid))
        return redirect("notitie", pk)
    form = NotitieForm(posted(request), lid=request.lid, notitie=notitie, initial=_initial(notitie))
    if form.is_valid():
        content = form.content
        choices = actions.Choices(**{name: content.pop(name) for name in CHOSEN})
        with refusals_on(form):
            actions.save_notitie(
                notitie=notitie,
                by=request.lid,
                stand=form.cleaned_data["stand"],
                content=content,
                choices=choices,
                vragen=filled_rows(form.vragen),
                richtingen=filled_rows(form.richtingen),
            )
            messages.success(request, _("Bewaard."))
            return redirect("notitie", pk)
    context = {
        "notitie": notitie,
        "vragen": form.vragen,
        "richtingen": form.richtingen,
        "delen": _delen(notitie),
    }
    return form_page(request, "signalen/notitie/wijzig.html", form, context)


def _notitie(request: LidRequest, pk: int) -> Agendanotitie:
    return get_object_or_404(visible_notities(request.lid), pk=pk)


def _initial(notitie: Agendanotitie) -> dict[str, Any]:
    plain = {
        name: getattr(notitie, name)
        for name in NotitieForm.base_fields
        if hasattr(notitie, name) and name not in CHOSEN
    }
    return plain | {name: list(getattr(notitie, name).all()) for name in CHOSEN}


def _as_now(notitie: Agendanotitie) -> NotitieInhoud:
    return compose(notitie, versie=0, datum=timezone.localdate())


def _delen(notitie: Agendanotitie) -> list[dict[str, object]]:
    """The head and the eight parts, with how much each still lacks."""
    lacking = Counter(gemis.deel for gemis in missing(notitie))
    return [
        {"nummer": deel.nummer, "naam": deel.naam, "open": lacking[deel.nummer]} for deel in DELEN
    ]
