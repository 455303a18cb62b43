"""Pages of agenda notes, for the organisation that writes them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.web.choices import Keuze
from opbouw.lib.web.params import int_param
from opbouw.lib.writing.transitions import Refused
from signalen.actions import notitie as actions
from signalen.forms.notitie import (
    DRIE,
    NotitieForm,
    RichtingenFormSet,
    RichtingForm,
    StartForm,
    VraagForm,
    VragenFormSet,
    filled_rows,
)
from signalen.inhoud import NotitieInhoud
from signalen.models import Agendanotitie, NotitieStaat
from signalen.queries.inhoud import compose
from signalen.queries.nakijken import findings_fingerprint, look_over
from signalen.queries.notitie import (
    last_version,
    missing,
    notitie_page,
    signalen_of,
    visible_notities,
    with_answers,
)
from wijken.models import Rol
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest

DELEN = (
    gettext_lazy("Kop"),
    gettext_lazy("In het kort"),
    gettext_lazy("Onze vraag"),
    gettext_lazy("Wat bewoners merken"),
    gettext_lazy("Wat de cijfers zeggen"),
    gettext_lazy("Duiding"),
    gettext_lazy("Wat er al is"),
    gettext_lazy("Mogelijke richtingen"),
    gettext_lazy("Afspraken en terugkoppeling"),
)
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
    chosen = int_param(request, "signaal")
    initial: dict[str, Any] = {"signalen": [chosen]} if chosen is not None else {}
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
    found = look_over(_as_now(notitie)) if concept else []
    context = {
        "notitie": notitie,
        "versie": last_version(notitie),
        "vragen": with_answers(notitie),
        "signalen": signalen_of(notitie),
        "ontbreekt": missing(notitie) if concept else [],
        "bevindingen": found,
        "nagekeken": findings_fingerprint(found),
        "mag_versturen": request.lid.rol == Rol.COORDINATOR,
    }
    return render(request, "signalen/notitie/detail.html", context)


@leden(*WELZIJN)
def wijzig(request: LidRequest, pk: int) -> HttpResponse:
    """Write the eight parts."""
    notitie = _notitie(request, pk)
    posted = request.POST if request.method == "POST" else None
    if posted is None and notitie.staat != NotitieStaat.CONCEPT:
        messages.info(request, _("Deze notitie is vastgesteld. Heropen haar om te wijzigen."))
        return redirect("notitie", pk)
    form = NotitieForm(posted, lid=request.lid, notitie=notitie, initial=_initial(notitie))
    vragen, richtingen = _row_forms(form, notitie, posted)
    if posted is not None and _valid(form, vragen, richtingen):
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
            # What was typed stays on the page.
            form.add_error(None, str(refused))
            if isinstance(refused, actions.Overtaken):
                # A second sending is a decision.
                again = request.POST.copy()
                again["stand"] = str(_notitie(request, pk).stand)
                form.data = again
        else:
            messages.success(request, _("Bewaard."))
            return redirect("notitie", pk)
    context = {
        "notitie": notitie,
        "form": form,
        "vragen": vragen,
        "richtingen": richtingen,
        "delen": _delen(notitie),
    }
    return render(
        request, "signalen/notitie/wijzig.html", context, status=422 if posted is not None else 200
    )


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
        {"nummer": nummer, "naam": naam, "open": lacking[nummer]}
        for nummer, naam in enumerate(DELEN)
    ]


def _row_forms(
    form: NotitieForm, notitie: Agendanotitie, posted: QueryDict | None
) -> tuple[BaseFormSet[VraagForm], BaseFormSet[RichtingForm]]:
    def make(data: QueryDict | None) -> tuple[BaseFormSet[VraagForm], BaseFormSet[RichtingForm]]:
        return (
            VragenFormSet(data, prefix="vraag", initial=_rows(notitie.vragen)),
            RichtingenFormSet(data, prefix="richting", initial=_rows(notitie.richtingen)),
        )

    both = make(posted)
    if posted is not None and not all(rows.management_form.is_valid() for rows in both):
        form.add_error(None, _("Het formulier kwam niet heel aan. Verstuur het nog een keer."))
        return make(None)
    return both


def _valid(form: NotitieForm, *both: BaseFormSet[Any]) -> bool:
    # Every part is looked at, also when the first is wrong.
    if False in [rows.is_valid() for rows in both]:
        form.add_error(None, _("Bij een vraag of een richting klopt nog iets niet."))
    if any(row.findings for rows in both for row in rows.forms):
        form.ask()
    return form.is_valid()


def _rows(related: Any) -> list[dict[str, Any]]:
    rows = list(related.values())[:DRIE]
    return rows + [{} for _number in range(DRIE - len(rows))]
