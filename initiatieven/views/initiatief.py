"""The worker's desk: what residents brought in, and what is done with it."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from initiatieven.actions.bericht import reply
from initiatieven.actions.indiener import look_up_details
from initiatieven.actions.initiatief import LINES, accompany, bring_in, place_on_lines
from initiatieven.forms.bericht import BerichtForm
from initiatieven.forms.initiatief import NieuwForm
from initiatieven.forms.lijnen import LijnenForm
from initiatieven.models import UITKOMSTEN, Bewonersbericht, Initiatief, InitiatiefStaat
from initiatieven.queries.initiatief import (
    NOG_TE_VERTELLEN,
    TE_LEZEN,
    history_of,
    initiatief_page,
    letters_of,
    look_up_waiting,
    team_initiatieven,
    visible_initiatieven,
    waiting,
    written_back,
)
from initiatieven.queries.volglink import link_of
from initiatieven.queries.weggelegd import anything_put_away
from initiatieven.tabellen.initiatief import INITIATIEVEN
from opbouw.lib.database.cut import first_of
from opbouw.lib.jobs.mail import unsettled_mail
from opbouw.lib.web.choices import Keuze
from opbouw.lib.web.form_page import (
    form_page,
    posted,
    refusals_as_messages,
    refusals_on,
    takes_form,
)
from opbouw.lib.web.params import int_param, posted_int
from opbouw.lib.web.pieces import Meer
from opbouw.lib.writing.correction import stand_of
from wijken.models import Lidmaatschap
from wijken.queries.contact import visible_contacts
from wijken.queries.lid import DOWNLOADERS
from wijken.queries.opvolging import pk_now
from wijken.queries.wijzigen import may_take_out
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest
from wijken.views.download import download_url, send_list

WAITING_SHOWN = 10


@leden(*WELZIJN)
@require_safe
def lijst(request: LidRequest) -> HttpResponse:
    """The initiatives of the team: first what waits for an answer, then the others."""
    staat, alles = _filter(request)
    after = request.GET.get("na")
    page = initiatief_page(request.lid, staat=staat, alles=alles, after=after)
    first = not staat and not after
    wachtend, meer = _waiting(request.lid) if first else ([], [])
    look_up_waiting([*wachtend, *page.items])
    context = {
        "page": page,
        "wachtend": wachtend,
        "meer": meer,
        "weggelegd": anything_put_away(request.lid),
        "alles": alles,
        "gekozen": dict(_filters())[staat] if staat else "",
        "alles_url": _query(staat, alles=True),
        "begin": bool(after),
        "waar_keuzes": [
            Keuze(_("Mijn buurten"), _query(staat, alles=False), not alles),
            Keuze(_("Alle buurten"), _query(staat, alles=True), alles),
        ],
        "staat_keuzes": [
            Keuze(label, _query(value, alles=alles), staat == value)
            for value, label in _filters()
            # New ones are above the list, unless they were asked for.
            if value != InitiatiefStaat.INGEDIEND or staat == value
        ],
        "download_url": download_url(request, "initiatieven_download", _said(staat, alles=alles)),
    }
    part = "#rijen" if request.htmx else ""
    return render(request, f"initiatieven/initiatief/lijst.html{part}", context)


@leden(*DOWNLOADERS)
@require_safe
def download(request: LidRequest) -> HttpResponseBase:
    """The same initiatives as a file, the new ones among them."""
    staat, alles = _filter(request)
    return send_list(
        request,
        INITIATIEVEN,
        team_initiatieven(request.lid, staat=staat, alles=alles),
        handeling="initiatieven_gedownload",
        lijst="initiatieven",
        query=_said(staat, alles=alles),
    )


@leden(*WELZIJN)
@takes_form
def nieuw(request: LidRequest) -> HttpResponse:
    """Write down a plan that a resident told, from a contact or alone."""
    form = NieuwForm(posted(request), lid=request.lid, initial=_told_in(request))
    if form.is_valid():
        with refusals_on(form, first=_page):
            initiatief, new = bring_in(
                organisatie=request.lid.organisatie,
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                content=form.content,
                bereikbaar=form.bereikbaar,
                contact=form.cleaned_data["contact"],
            )
            said = _("Opgeschreven. Geef de bewoner de volglink.") if new else _("Dit stond er al.")
            messages.success(request, said)
            return redirect("initiatief", initiatief.pk)
    return form_page(request, "initiatieven/initiatief/nieuw.html", form)


@leden(*WELZIJN)
@takes_form
def detail(request: LidRequest, pk: int) -> HttpResponse:
    """One initiative; a POST answers the resident, and often moves it a step."""
    initiatief = _mine(request, pk)
    teruggeschreven = letters_of(initiatief)
    ongelezen = [one.pk for one in teruggeschreven if one.gelezen_op is None]
    form = BerichtForm(
        posted(request),
        initiatief=initiatief,
        initial={"gelezen_tot": max(ongelezen, default=0)},
    )
    if form.is_valid():
        with refusals_on(form, "naar", first=lambda _row: _page(initiatief)):
            bericht, new = reply(
                initiatief=initiatief,
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                tekst=form.cleaned_data["tekst"],
                naar=form.cleaned_data["naar"],
                gelezen_tot=form.cleaned_data["gelezen_tot"] or 0,
                stand=form.cleaned_data["stand"],
            )
            said = _("Je bericht staat op de volgpagina.") if new else _("Dit bericht stond er al.")
            messages.success(request, said)
            ending = bericht.staat in UITKOMSTEN and bericht.initiatief.owes_feedback
            return redirect("initiatief_terugkoppeling" if ending else "initiatief", pk)
    return _show(request, initiatief, form, teruggeschreven)


@leden(*WELZIJN)
@require_POST
def bereiken(request: LidRequest, pk: int) -> HttpResponse:
    """Show how to reach the resident; a POST, because that somebody looked is recorded."""
    initiatief = _mine(request, pk)
    indiener = look_up_details(initiatief=initiatief, by=request.lid)
    context = {"initiatief": initiatief, "indiener": indiener, "link": link_of(initiatief)}
    part = "#gegevens" if request.htmx else ""
    return render(request, f"initiatieven/initiatief/bereiken.html{part}", context)


@leden(*WELZIJN)
@require_POST
def begeleiden(request: LidRequest, pk: int) -> HttpResponse:
    """Make me its companion."""
    with refusals_as_messages(request):
        accompany(
            initiatief=_mine(request, pk), by=request.lid, gezien=posted_int(request, "gezien")
        )
        messages.success(request, _("Jij loopt mee."))
    return redirect("initiatief", pk)


@leden(*WELZIJN)
@takes_form
def lijnen(request: LidRequest, pk: int) -> HttpResponse:
    """Along which lines it runs, and why."""
    initiatief = _mine(request, pk)
    present = {name: getattr(initiatief, name) for name in LINES}
    present["stand"] = stand_of(initiatief, LINES)
    form = LijnenForm(posted(request), initial=present)
    if form.is_valid():
        with refusals_on(form):
            place_on_lines(
                initiatief=initiatief,
                by=request.lid,
                stand=form.cleaned_data["stand"],
                **form.content,
            )
            messages.success(request, _("Bewaard."))
            return redirect("initiatief", pk)
    return form_page(
        request, "initiatieven/initiatief/lijnen.html", form, {"initiatief": initiatief}
    )


def _show(
    request: LidRequest,
    initiatief: Initiatief,
    form: BerichtForm,
    teruggeschreven: list[Bewonersbericht],
) -> HttpResponse:
    history = history_of(initiatief)
    context = {
        "initiatief": initiatief,
        "teruggeschreven": teruggeschreven,
        "gelezen_tot": form.initial["gelezen_tot"],
        "berichten": history.berichten[::-1],
        "terugkoppelingen": history.terugkoppelingen,
        "contact": history.contact,
        "mail": unsettled_mail(initiatief),
        "mag_weghalen": may_take_out(request.lid, initiatief.begeleider_id),
    }
    return form_page(request, "initiatieven/initiatief/detail.html", form, context)


def _waiting(lid: Lidmaatschap) -> tuple[list[Initiatief], list[Meer]]:
    """Return what waits for an answer or to be read, and what more of each there is."""
    kinds = (
        (written_back(lid), _("Berichten van bewoners"), TE_LEZEN),
        (waiting(lid), _("Nieuwe initiatieven"), InitiatiefStaat.INGEDIEND.value),
    )
    shown, meer = [], []
    for rows, title, staat in kinds:
        cut = first_of(rows, WAITING_SHOWN)
        shown += cut.rows
        if cut.more:
            meer.append(Meer(title, cut.more, _query(staat, alles=True)))
    return shown, meer


def _page(initiatief: Initiatief) -> str:
    return reverse("initiatief", args=[initiatief.pk])


def _mine(request: LidRequest, pk: int) -> Initiatief:
    return get_object_or_404(visible_initiatieven(request.lid), pk=pk)


def _told_in(request: LidRequest) -> dict[str, object]:
    """Return what the contact already says, so that nothing is asked twice."""
    found = int_param(request, "contact")
    if request.method == "POST" or found is None:
        return {}
    contact = get_object_or_404(visible_contacts(request.lid), pk=found)
    same = ("plek", "thema", "lijnen", "lijn_waarom")
    told = {"contact": contact.pk, "gebied": pk_now(contact.gebied)}
    return {**told, **{name: getattr(contact, name) for name in same}}


def _filters() -> list[tuple[str, str]]:
    return [
        ("", _("Alles")),
        *((value, str(label)) for value, label in InitiatiefStaat.choices),
        (NOG_TE_VERTELLEN, _("nog te vertellen")),
        (TE_LEZEN, _("nog te lezen")),
    ]


def _filter(request: LidRequest) -> tuple[str, bool]:
    """Return which state the list is about, and whether it is of all buurten."""
    staat = request.GET.get("staat", "")
    return staat if staat in dict(_filters()) else "", request.GET.get("alles") == "1"


def _said(staat: str, *, alles: bool) -> dict[str, str]:
    return {"staat": staat, "alles": "1" if alles else ""}


def _query(staat: str, *, alles: bool) -> str:
    parts = [f"staat={staat}"] if staat else []
    parts += ["alles=1"] if alles else []
    return "?" + "&".join(parts)
