"""Pages of what is there already."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opbouw.lib.web.choices import Keuze
from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from opbouw.lib.web.params import int_param, posted_int, text_param
from opbouw.lib.web.pieces import Meer
from wijken.actions.bron import archive_bron, change_bron, confirm_bron, name_bron
from wijken.forms.bron import BronForm, BronWijzigForm, WegForm
from wijken.models import Bron, BronSoort, Gebied, GebiedSoort
from wijken.queries.bron import (
    Filter,
    bron_page,
    number_by_area,
    team_bronnen,
    to_confirm_in,
    visible_bronnen,
)
from wijken.queries.contact import visible_contacts
from wijken.queries.gebied import (
    Overzicht,
    gemeenten_with,
    known_area,
    overview,
    own_areas,
)
from wijken.queries.lid import DOWNLOADERS
from wijken.queries.opvolging import pk_now
from wijken.queries.verband import ties_of
from wijken.tabellen.bron import BRONNEN
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest
from wijken.views.download import download_url, send_list
from wijken.views.landkaart import overview_map


@leden(*WELZIJN)
@require_safe
def lijst(request: LidRequest) -> HttpResponse:
    """What is there already, what was confirmed last first."""
    which = _filter(request)
    page = bron_page(request.lid, which, after=request.GET.get("na"))
    plekken = [
        Keuze(_("Mijn buurten"), _query(which, gebied=None, alles=False), _own(which)),
        Keuze(_("Alle buurten"), _query(which, gebied=None, alles=True), which.alles),
    ]
    if which.gebied is not None:
        plekken.append(Keuze(which.gebied.naam, _query(which), True))
    context = {
        "page": page,
        "which": which,
        "plekken": plekken,
        "soorten": [
            Keuze(_("Alles"), _query(which, soort=""), not which.soort),
            *(
                Keuze(str(label), _query(which, soort=value), which.soort == value)
                for value, label in BronSoort.choices
            ),
        ],
        "archief_url": _query(which, archief=not which.archief),
        "download_url": download_url(request, "bronnen_download", _said(which)),
    }
    part = "#rijen" if request.htmx else ""
    return render(request, f"wijken/bron/lijst.html{part}", context)


@leden(*DOWNLOADERS)
@require_safe
def download(request: LidRequest) -> HttpResponseBase:
    """The same as a file."""
    which = _filter(request)
    return send_list(
        request,
        BRONNEN,
        team_bronnen(request.lid, which),
        handeling="bronnen_gedownload",
        lijst="bronnen",
        query=_said(which),
    )


@leden(*WELZIJN)
@require_safe
def kaart(request: LidRequest) -> HttpResponse:
    """How many there are in each of the member's buurten."""
    own = own_areas(request.lid)
    codes = set(own.values())
    chosen = text_param(request, "gemeente")
    if chosen and chosen not in codes:
        raise Http404
    # Of many gemeenten one chooses first, as on the page of areas.
    shown = {chosen} if chosen else codes if len(codes) < 2 else set()
    found = overview(request.lid, {code: gm for code, gm in own.items() if gm in shown})
    numbers = number_by_area(request.lid)
    context = {
        "blokken": [_map_block(one, numbers) for one in found],
        "gemeenten": gemeenten_with(codes) if len(codes) > 1 else [],
        "gekozen": chosen,
    }
    part = "#kaart" if request.htmx else ""
    return render(request, f"wijken/bron/kaart.html{part}", context)


@leden(*WELZIJN)
@takes_form
def nieuw(request: LidRequest) -> HttpResponse:
    """Name what is there, from a contact or alone."""
    form = BronForm(posted(request), lid=request.lid, initial=_told_in(request))
    if form.is_valid():
        with refusals_on(form, first=_page):
            bron, new = name_bron(
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                content=form.content,
                contact=form.cleaned_data["contact"],
            )
            messages.success(request, _("Genoemd.") if new else _("Dit stond er al."))
            return redirect("bron", bron.pk)
    return form_page(request, "wijken/bron/nieuw.html", form)


@leden(*WELZIJN)
@require_safe
def detail(request: LidRequest, pk: int) -> HttpResponse:
    """One asset, and when somebody last looked."""
    rows = visible_bronnen(request.lid)
    rows = rows.select_related("gebied", "bevestigd_door__gebruiker", "bevestigd_in", "contact")
    bron = get_object_or_404(rows, pk=pk)
    context = {"bron": bron, "verbanden": ties_of(bron, request.lid)}
    return render(request, "wijken/bron/detail.html", context)


@leden(*WELZIJN)
@takes_form
def wijzig(request: LidRequest, pk: int) -> HttpResponse:
    """Correct an asset; the whole team may, for it is nobody's own."""
    bron = _bron(request, pk)
    form = BronWijzigForm(posted(request), lid=request.lid, bron=bron)
    if form.is_valid():
        with refusals_on(form):
            change_bron(
                bron=bron,
                by=request.lid,
                stand=form.cleaned_data["stand"],
                content=form.content,
            )
            messages.success(request, _("Gewijzigd."))
            return redirect("bron", pk)
    return form_page(request, "wijken/bron/wijzig.html", form, {"bron": bron})


@leden(*WELZIJN)
@require_POST
def bevestig(request: LidRequest, pk: int) -> HttpResponse:
    """It is still there; out of the archive it comes back."""
    confirm_bron(bron=_bron(request, pk), by=request.lid)
    messages.success(request, _("Nagekeken: dit is er nog."))
    return redirect("bron", pk)


@leden(*WELZIJN)
@takes_form
def archiveer(request: LidRequest, pk: int) -> HttpResponse:
    """It is not there any more: into the archive, with the reason."""
    bron = _bron(request, pk)
    form = WegForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            archive_bron(bron=bron, by=request.lid, want=form.cleaned_data["archief_want"])
            messages.success(request, _("Staat in het archief."))
            return redirect("bron", pk)
    return form_page(request, "wijken/bron/archiveer.html", form, {"bron": bron})


@leden(*WELZIJN)
@takes_form
def bij_contact(request: LidRequest, pk: int) -> HttpResponse:
    """What is there already around a contact: seen again in one tap, or named."""
    contact = get_object_or_404(visible_contacts(request.lid), pk=pk)
    if request.method == "POST":
        bron = _bron(request, posted_int(request, "bron"))
        confirm_bron(bron=bron, by=request.lid, contact=contact)
        messages.success(request, _("“%(naam)s” is er nog.") % {"naam": bron.naam})
        return redirect("contact", pk)
    cut = to_confirm_in(contact, request.lid)
    whole = f"{reverse('bronnen')}?gebied={contact.gebied.code}"
    context = {
        "contact": contact,
        "bronnen": cut.rows,
        "meer": [Meer(_("Bronnen in deze buurt"), cut.more, whole)] if cut.more else [],
        "soorten": [
            Keuze(str(label), f"{reverse('bron_nieuw')}?contact={pk}&soort={value}", False)
            for value, label in BronSoort.choices
        ],
    }
    part = "#lijst" if request.htmx else ""
    return render(request, f"wijken/bron/bij_contact.html{part}", context)


def _filter(request: LidRequest) -> Filter:
    code, soort = text_param(request, "gebied"), request.GET.get("soort", "")
    gebied = known_area(code) if code else None
    if code and gebied is None:
        raise Http404
    return Filter(
        soort=soort if soort in BronSoort.values else "",
        gebied=gebied,
        alles=gebied is None and request.GET.get("alles") == "1",
        archief=request.GET.get("archief") == "1",
    )


def _own(which: Filter) -> bool:
    return which.gebied is None and not which.alles


def _query(which: Filter, **other: Any) -> str:
    """Return the query of this list with one thing chosen otherwise."""
    parts = _said(replace(which, **other))
    return "?" + urlencode({name: value for name, value in parts.items() if value})


def _said(which: Filter) -> dict[str, str]:
    return {
        "gebied": which.gebied.code if which.gebied else "",
        "soort": which.soort,
        "alles": "1" if which.alles else "",
        "archief": "1" if which.archief else "",
    }


def _told_in(request: LidRequest) -> dict[str, object]:
    """Return what the contact already says, so that nothing is asked twice."""
    soort, found = request.GET.get("soort", ""), int_param(request, "contact")
    told: dict[str, object] = {"soort": soort} if soort in BronSoort.values else {}
    if request.method == "POST" or found is None:
        return told
    contact = get_object_or_404(visible_contacts(request.lid), pk=found)
    gebied = pk_now(contact.gebied)
    return {**told, "contact": contact.pk, "gebied": gebied, "thema": contact.thema}


def _map_block(overzicht: Overzicht, numbers: Mapping[str, int]) -> dict[str, object]:
    vlakken = [replace(one, eigen=numbers[one.gebied.code] > 0) for one in overzicht.vlakken]
    wijken = overzicht.soort == GebiedSoort.WIJK
    return {
        "gemeente": overzicht.gemeente,
        "kaart": overview_map(replace(overzicht, vlakken=vlakken), _list_of),
        "koppen": [_("Wijk") if wijken else _("Buurt"), _("Bronnen")],
        "rijen": [
            [_link(vlak.nummer, vlak.gebied), numbers[vlak.gebied.code]]
            for vlak in vlakken
            if vlak.nummer
        ],
    }


def _link(nummer: int, gebied: Gebied) -> SafeString:
    return format_html('{}. <a href="{}">{}</a>', nummer, _list_of(gebied.code), gebied.naam)


def _list_of(code: str) -> str:
    return f"{reverse('bronnen')}?gebied={code}"


def _page(bron: Bron) -> str:
    return reverse("bron", args=[bron.pk])


def _bron(request: LidRequest, pk: int) -> Bron:
    return get_object_or_404(visible_bronnen(request.lid), pk=pk)
