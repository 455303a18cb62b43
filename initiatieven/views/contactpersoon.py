"""Contact persons of an asset or a plan. Details are shown on demand, and that is recorded."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from initiatieven.actions.contactpersoon import (
    change_contactpersoon,
    erase,
    look_up,
    spoken_today,
    take_along,
    write_down,
)
from initiatieven.forms.contactpersoon import ContactpersoonForm, ContactpersoonWijzigForm
from initiatieven.models import Contactpersoon, Initiatief
from initiatieven.queries.contactpersoon import (
    contactpersonen_of,
    page_of,
    visible_contactpersonen,
)
from initiatieven.queries.initiatief import visible_initiatieven
from opbouw.lib.web.form_page import (
    form_page,
    posted,
    refusals_as_messages,
    refusals_on,
    takes_form,
)
from wijken.models import Bron
from wijken.queries.bron import visible_bronnen
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@require_safe
def bij_bron(request: LidRequest, pk: int) -> HttpResponse:
    """The contact persons of an asset, without their details."""
    return _list(request, get_object_or_404(visible_bronnen(request.lid), pk=pk))


@leden(*WELZIJN)
@require_safe
def bij_initiatief(request: LidRequest, pk: int) -> HttpResponse:
    """The contact persons of a plan, without their details."""
    return _list(request, get_object_or_404(visible_initiatieven(request.lid), pk=pk))


@leden(*WELZIJN)
@takes_form
def nieuw_bij_bron(request: LidRequest, pk: int) -> HttpResponse:
    """Write down how to reach somebody at an asset."""
    return _new(request, get_object_or_404(visible_bronnen(request.lid), pk=pk))


@leden(*WELZIJN)
@takes_form
def nieuw_bij_initiatief(request: LidRequest, pk: int) -> HttpResponse:
    """Write down how to reach somebody at a plan."""
    return _new(request, get_object_or_404(visible_initiatieven(request.lid), pk=pk))


@leden(*WELZIJN)
@require_POST
def tonen(request: LidRequest, pk: int) -> HttpResponse:
    """Show somebody's details; a POST, because that somebody looked is recorded."""
    persoon = look_up(persoon=_persoon(request, pk), by=request.lid)
    part = "#persoon" if request.htmx else ""
    context = {"persoon": persoon, "terug_url": page_of(persoon)}
    return render(request, f"initiatieven/contactpersoon/tonen.html{part}", context)


@leden(*WELZIJN)
@require_POST
def gesproken(request: LidRequest, pk: int) -> HttpResponse:
    """The last contact was today: the term begins again."""
    persoon = _persoon(request, pk)
    with refusals_as_messages(request):
        spoken_today(persoon=persoon, by=request.lid)
        messages.success(request, _("Genoteerd: vandaag gesproken."))
    return redirect(page_of(persoon))


@leden(*WELZIJN)
@require_POST
def meegeven(request: LidRequest, pk: int) -> HttpResponse:
    """All that is kept of one person, as a text to hand over; its name names nobody."""
    persoon = take_along(persoon=_persoon(request, pk), by=request.lid)
    context = {"persoon": persoon, "dag": timezone.localdate()}
    text = render_to_string("initiatieven/contactpersoon/gegevens.txt", context, request=request)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="contactpersoon.txt"'
    return response


@leden(*WELZIJN)
@takes_form
def wijzig(request: LidRequest, pk: int) -> HttpResponse:
    """Correct the details; the page shows them, so opening it is looking."""
    persoon = look_up(persoon=_persoon(request, pk), by=request.lid)
    form = ContactpersoonWijzigForm(posted(request), lid=request.lid, persoon=persoon)
    if form.is_valid():
        with refusals_on(form):
            change_contactpersoon(
                persoon=persoon,
                by=request.lid,
                stand=form.cleaned_data["stand"],
                content=form.content,
            )
            messages.success(request, _("Gewijzigd."))
            return redirect(page_of(persoon))
    return form_page(request, "initiatieven/contactpersoon/wijzig.html", form, _around(persoon))


@leden(*WELZIJN)
@takes_form
def wissen(request: LidRequest, pk: int) -> HttpResponse:
    """Erase one person, after a page that asks whether that is meant."""
    persoon = _persoon(request, pk)
    if request.method != "POST":
        return render(request, "initiatieven/contactpersoon/wissen.html", _around(persoon))
    erase(persoon=persoon, by=request.lid)
    messages.success(request, _("De gegevens zijn gewist."))
    return redirect(page_of(persoon))


def _list(request: LidRequest, bij: Bron | Initiatief) -> HttpResponse:
    context = {**_beside(bij), "personen": contactpersonen_of(bij, request.lid)}
    part = "#lijst" if request.htmx else ""
    return render(request, f"initiatieven/contactpersoon/lijst.html{part}", context)


def _new(request: LidRequest, bij: Bron | Initiatief) -> HttpResponse:
    form = ContactpersoonForm(posted(request), lid=request.lid)
    if form.is_valid():
        with refusals_on(form, first=page_of):
            persoon, new = write_down(
                bij=bij,
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                content=form.content,
            )
            messages.success(request, _("Opgeschreven.") if new else _("Dit stond er al."))
            return redirect(page_of(persoon))
    return form_page(request, "initiatieven/contactpersoon/nieuw.html", form, _beside(bij))


def _around(persoon: Contactpersoon) -> dict[str, Any]:
    return {"persoon": persoon, **_beside(persoon.bij)}


def _beside(bij: Bron | Initiatief) -> dict[str, Any]:
    """Return what a page says of the asset or plan it belongs to."""
    if isinstance(bij, Bron):
        add = "" if bij.weg_op else reverse("bron_contactpersoon", args=[bij.pk])
        return {"bij": bij.naam, "terug_url": reverse("bron", args=[bij.pk]), "nieuw_url": add}
    add = "" if bij.woorden_weg_op else reverse("initiatief_contactpersoon", args=[bij.pk])
    return {"bij": bij.titel, "terug_url": reverse("initiatief", args=[bij.pk]), "nieuw_url": add}


def _persoon(request: LidRequest, pk: int) -> Contactpersoon:
    return get_object_or_404(visible_contactpersonen(request.lid), pk=pk)
