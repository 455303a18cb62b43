"""Pages of signals."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from opbouw.lib.web.choices import Keuze
from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from opbouw.lib.web.params import int_param, text_param
from opbouw.lib.writing.correction import stand_of
from signalen.actions import signaal as actions
from signalen.forms.signaal import DuidingForm, SignaalForm, SignaalWijzigForm, WantForm
from signalen.forms.signaal_verzamel import GatherForm
from signalen.models import Signaal, SignaalStaat
from signalen.queries.signaal import (
    change_obstacle,
    contacts_of,
    meanings_of,
    signaal_page,
    team_signalen,
    told_about,
    visible_signalen,
)
from signalen.tabellen.signaal import SIGNALEN
from wijken.models import Contactmoment, Gebied
from wijken.queries.contact import visible_contacts
from wijken.queries.gebied import known_area
from wijken.queries.lid import DOWNLOADERS
from wijken.queries.opvolging import pk_now
from wijken.queries.wijzigen import may_change, may_take_out
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest
from wijken.views.download import download_url, send_list


@leden(*WELZIJN)
@require_safe
def lijst(request: LidRequest) -> HttpResponse:
    """The organisation's signals, newest first."""
    staat, gebied = _filter(request)
    page = signaal_page(request.lid, staat=staat, gebied=gebied, after=request.GET.get("na"))
    here = request.path
    keuzes = [Keuze(_("Alles"), here, staat is None and gebied is None)]
    if gebied is not None:
        keuzes.append(Keuze(gebied.naam, f"{here}?gebied={gebied.code}", True))
    keuzes += [
        Keuze(str(option.label), f"{here}?staat={option.value}", staat == option)
        for option in SignaalStaat
    ]
    part = "#rijen" if request.htmx else ""
    url = download_url(request, "signalen_download", _query(staat, gebied))
    context = {"page": page, "keuzes": keuzes, "download_url": url}
    return render(request, f"signalen/signaal/lijst.html{part}", context)


@leden(*DOWNLOADERS)
@require_safe
def download(request: LidRequest) -> HttpResponseBase:
    """The same signals as a file."""
    staat, gebied = _filter(request)
    return send_list(
        request,
        SIGNALEN,
        team_signalen(request.lid, staat=staat, gebied=gebied),
        handeling="signalen_gedownload",
        lijst="signalen",
        query=_query(staat, gebied),
    )


@leden(*WELZIJN)
@takes_form
def nieuw(request: LidRequest) -> HttpResponse:
    """Notice a signal, from a contact or by itself."""
    contact = _contact(request)
    form = SignaalForm(posted(request), lid=request.lid, initial=_from(contact))
    if form.is_valid():
        with refusals_on(form, first=lambda row: reverse("signaal", args=[row.pk])):
            signaal, new = actions.notice_signaal(
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                content=form.content,
                contacten=[contact] if contact else [],
            )
            said = _("Signaal bewaard.") if new else _("Dit signaal stond er al.")
            messages.success(request, said)
            return redirect("signaal", signaal.pk)
    return form_page(request, "signalen/signaal/nieuw.html", form, {"contact": contact})


@leden(*WELZIJN)
@require_safe
def detail(request: LidRequest, pk: int) -> HttpResponse:
    """One signal: what was heard, what it means, what comes next."""
    signaal = _signaal(request, pk)
    context = {
        "signaal": signaal,
        "mag_wijzigen": may_change(signaal, request.lid),
        "mag_weghalen": may_take_out(request.lid, signaal.door_id),
        "contacten": list(contacts_of(signaal)),
        "duidingen": meanings_of(signaal),
        "verhalen": signaal.verhalen.all(),
        "terugkoppelingen": told_about(signaal),
    }
    return render(request, "signalen/signaal/detail.html", context)


@leden(*WELZIJN)
@takes_form
def wijzig(request: LidRequest, pk: int) -> HttpResponse:
    """Correct a signal."""
    signaal = _signaal(request, pk)
    if not may_change(signaal, request.lid):
        raise Http404
    if request.method != "POST" and (obstacle := change_obstacle(signaal)):
        messages.info(request, obstacle)
        return redirect("signaal", pk)
    form = SignaalWijzigForm(posted(request), lid=request.lid, signaal=signaal)
    if form.is_valid():
        with refusals_on(form):
            actions.change_signaal(
                signaal=signaal,
                by=request.lid,
                stand=form.cleaned_data["stand"],
                content=form.content,
            )
            messages.success(request, _("Gewijzigd."))
            return redirect("signaal", pk)
    context = {
        "titel": _("Wijzig het signaal"),
        "boven": signaal.titel,
        "knop": _("Bewaar"),
        "terug_url": reverse("signaal", args=[pk]),
    }
    return form_page(request, "signalen/formulier.html", form, context)


@leden(*WELZIJN)
@takes_form
def verzamel(request: LidRequest, pk: int) -> HttpResponse:
    """Gather the contacts in which the same was heard."""
    signaal = _signaal(request, pk)
    form = GatherForm(posted(request), signaal=signaal, lid=request.lid)
    if form.is_valid():
        with refusals_on(form):
            added = actions.gather_contacts(
                signaal=signaal, by=request.lid, contacten=form.cleaned_data["gekozen"]
            )
            text = ngettext("%(n)s contact toegevoegd.", "%(n)s contacten toegevoegd.", added)
            messages.success(request, text % {"n": added} if added else _("Dat stond er al bij."))
            return redirect("signaal", signaal.pk)
    return form_page(request, "signalen/signaal/verzamel.html", form, {"signaal": signaal})


@leden(*WELZIJN)
@takes_form
def duiding(request: LidRequest, pk: int) -> HttpResponse:
    """Write down what it means."""
    signaal = _signaal(request, pk)
    form = DuidingForm(posted(request))
    if form.is_valid():
        with refusals_on(form, first=lambda _row: reverse("signaal", args=[pk])):
            actions.interpret(
                signaal=signaal,
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                content=form.content,
            )
            messages.success(request, _("Duiding bewaard. Het signaal kan nu op de agenda."))
            return redirect("signaal", signaal.pk)
    context = {"signaal": signaal, "contacten": contacts_of(signaal)}
    return form_page(request, "signalen/signaal/duiding.html", form, context)


@leden(*WELZIJN)
@takes_form
def zonder_duiding(request: LidRequest, pk: int) -> HttpResponse:
    """Say why this signal may go on the agenda without a duiding."""
    return _decide(
        request,
        pk,
        action=actions.skip_interpreting,
        titel=_("Zonder duiding op de agenda"),
        uitleg=_(
            "Soms is er geen tijd om het samen te duiden. Schrijf op waarom; dat blijft zichtbaar."
        ),
        klaar=_("Bewaard. Het signaal kan nu op de agenda."),
    )


@leden(*WELZIJN)
@takes_form
def niet_op_de_agenda(request: LidRequest, pk: int) -> HttpResponse:
    """Decide that this does not go to the municipality."""
    return _decide(
        request,
        pk,
        action=actions.keep_off_agenda,
        titel=_("Niet op de agenda"),
        uitleg=_("De mensen die dit signaal gaven, horen straks van je waarom."),
        klaar=_("Bewaard. Vertel het nu terug aan wie dit signaal gaf."),
    )


@leden(*WELZIJN)
@require_POST
def heroverweeg(request: LidRequest, pk: int) -> HttpResponse:
    """Take it up again."""
    actions.reconsider(signaal=_signaal(request, pk), by=request.lid)
    messages.success(request, _("Het signaal ligt weer open."))
    return redirect("signaal", pk)


def _filter(request: LidRequest) -> tuple[SignaalStaat | None, Gebied | None]:
    """Return which state and which area the list is about."""
    chosen = request.GET.get("staat", "")
    staat = SignaalStaat(chosen) if chosen in SignaalStaat.values else None
    code = text_param(request, "gebied")
    gebied = known_area(code) if code else None
    if code and gebied is None:
        raise Http404
    return staat, gebied


def _query(staat: SignaalStaat | None, gebied: Gebied | None) -> dict[str, str]:
    return {"gebied": gebied.code if gebied else "", "staat": staat.value if staat else ""}


def _decide(
    request: LidRequest, pk: int, *, action: actions.Decision, titel: str, uitleg: str, klaar: str
) -> HttpResponse:
    signaal = _signaal(request, pk)
    form = WantForm(posted(request), initial={"stand": stand_of(signaal, actions.DECIDED)})
    if form.is_valid():
        with refusals_on(form):
            action(
                signaal=signaal,
                by=request.lid,
                want=form.cleaned_data["want"],
                stand=form.cleaned_data["stand"],
            )
            messages.success(request, klaar)
            return redirect("signaal", signaal.pk)
    context = {
        "titel": titel,
        "uitleg": uitleg,
        "boven": signaal.titel,
        "knop": _("Bewaar"),
        "terug_url": reverse("signaal", args=[signaal.pk]),
    }
    return form_page(request, "signalen/formulier.html", form, context)


def _signaal(request: LidRequest, pk: int) -> Signaal:
    return get_object_or_404(visible_signalen(request.lid), pk=pk)


def _contact(request: LidRequest) -> Contactmoment | None:
    pk = int_param(request, "contact")
    if pk is None:
        return None
    if request.method == "POST":
        # Its writer may have removed it meanwhile; what was typed from it is worth keeping.
        return visible_contacts(request.lid).filter(pk=pk).first()
    return get_object_or_404(visible_contacts(request.lid), pk=pk)


def _from(contact: Contactmoment | None) -> dict[str, object]:
    if contact is None:
        return {}
    return {
        "tekst": contact.tekst,
        "gebied": pk_now(contact.gebied),
        "thema": contact.thema,
        "lijnen": contact.lijnen,
        "lijn_waarom": contact.lijn_waarom,
        "kring_waar": contact.plek,
    }
