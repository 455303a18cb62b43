"""Pages of agenda notes, for the organisation that writes them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opbouw.lib.choices import Keuze
from opbouw.lib.transitions import Refused
from signalen.actions import notitie as actions
from signalen.forms.notitie import (
    DRIE,
    NotitieForm,
    RichtingenFormSet,
    StartForm,
    VragenFormSet,
    filled_rows,
)
from signalen.models import Agendanotitie, NotitieStaat
from signalen.queries.notitie import (
    last_version,
    missing,
    notitie_page,
    visible_notities,
    with_answers,
)
from wijken.access import WELZIJN, leden
from wijken.middleware import LidRequest
from wijken.models import Rol

CHOSEN = ("signalen", "verhalen", "initiatieven", "cijfers")


@leden(*WELZIJN)
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
def nieuw(request: LidRequest) -> HttpResponse:
    """Begin a note from one or more signals."""
    chosen = request.GET.get("signaal", "")
    initial: dict[str, Any] = {"signalen": [int(chosen)]} if chosen.isdecimal() else {}
    form = StartForm(request.POST or None, lid=request.lid, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
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
    return render(
        request, "signalen/notitie/nieuw.html", {"form": form}, status=422 if form.is_bound else 200
    )


@leden(*WELZIJN)
def detail(request: LidRequest, pk: int) -> HttpResponse:
    """One note: where it stands, what it still lacks, what was answered."""
    notitie = _notitie(request, pk)
    concept = notitie.staat == NotitieStaat.CONCEPT
    context = {
        "notitie": notitie,
        "versie": last_version(notitie),
        "vragen": with_answers(notitie),
        "signalen": notitie.signalen.select_related("gebied"),
        "ontbreekt": missing(notitie) if concept else [],
        "mag_versturen": request.lid.rol == Rol.COORDINATOR,
    }
    return render(request, "signalen/notitie/detail.html", context)


@leden(*WELZIJN)
def wijzig(request: LidRequest, pk: int) -> HttpResponse:
    """Write the eight parts."""
    notitie = _notitie(request, pk)
    if notitie.staat != NotitieStaat.CONCEPT:
        messages.info(request, _("Deze notitie is vastgesteld. Heropen haar om te wijzigen."))
        return redirect("notitie", pk)
    posted = request.POST if request.method == "POST" else None
    form = NotitieForm(posted, lid=request.lid, notitie=notitie, initial=_initial(notitie))
    vragen = VragenFormSet(posted, prefix="vraag", initial=_rows(notitie.vragen))
    richtingen = RichtingenFormSet(posted, prefix="richting", initial=_rows(notitie.richtingen))
    if posted is not None and all([form.is_valid(), vragen.is_valid(), richtingen.is_valid()]):
        content = form.content
        stand = content.pop("stand")
        choices = actions.Choices(**{name: content.pop(name) for name in CHOSEN})
        try:
            actions.save_notitie(
                notitie=notitie,
                by=request.lid,
                stand=stand,
                content=content,
                choices=choices,
                vragen=filled_rows(vragen),
                richtingen=filled_rows(richtingen),
            )
        except Refused as refused:
            # What was typed stays on the page; the colleague's text can be read beside it.
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Bewaard."))
            return redirect("notitie", pk)
    context = {"notitie": notitie, "form": form, "vragen": vragen, "richtingen": richtingen}
    return render(
        request, "signalen/notitie/wijzig.html", context, status=422 if posted is not None else 200
    )


@require_POST
@leden(Rol.COORDINATOR)
def vaststellen(request: LidRequest, pk: int) -> HttpResponse:
    """Freeze the note as a version."""
    actions.settle(notitie=_notitie(request, pk), by=request.lid)
    messages.success(request, _("Vastgesteld. De PDF wordt gemaakt."))
    return redirect("notitie", pk)


@require_POST
@leden(Rol.COORDINATOR)
def heropenen(request: LidRequest, pk: int) -> HttpResponse:
    """Make it a concept again."""
    actions.reopen(notitie=_notitie(request, pk), by=request.lid)
    messages.success(request, _("De notitie is weer een concept."))
    return redirect("notitie", pk)


@require_POST
@leden(Rol.COORDINATOR)
def verzenden(request: LidRequest, pk: int) -> HttpResponse:
    """Send it to the municipality."""
    notitie = _notitie(request, pk)
    actions.send(notitie=notitie, by=request.lid)
    messages.success(
        request,
        _("Verzonden. %(gemeente)s heeft bericht gekregen.") % {"gemeente": notitie.aan.naam},
    )
    return redirect("notitie", pk)


def _notitie(request: LidRequest, pk: int) -> Agendanotitie:
    return get_object_or_404(visible_notities(request.lid), pk=pk)


def _initial(notitie: Agendanotitie) -> dict[str, Any]:
    plain = {
        name: getattr(notitie, name)
        for name in NotitieForm.base_fields
        if hasattr(notitie, name) and name not in CHOSEN
    }
    plain.pop("sleutel")
    return plain | {name: list(getattr(notitie, name).all()) for name in CHOSEN}


def _rows(related: Any) -> list[dict[str, Any]]:
    rows = list(related.values())[:DRIE]
    return rows + [{} for _ in range(DRIE - len(rows))]
