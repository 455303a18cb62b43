"""Pages of contacts."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opbouw.lib.web.choices import Keuze
from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from opbouw.lib.web.headers import permissions
from opbouw.lib.web.params import text_param
from opbouw.lib.web.wachtrij import stored
from wijken.actions.contact import note_contact
from wijken.forms.contact import ContactForm
from wijken.models import Contactmoment, Foto, Gebied
from wijken.queries.afspraak import appointments_of
from wijken.queries.contact import contact_page, team_contacts, visible_contacts
from wijken.queries.gebied import known_area
from wijken.queries.lid import DOWNLOADERS
from wijken.queries.ongedaan import undo_token
from wijken.queries.wijzigen import may_change, may_take_out
from wijken.tabellen.contact import CONTACTEN
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest
from wijken.toegang.shell import shell
from wijken.views.download import download_url, send_list

# On the page after saving, the next contact is the first thing to do.
JUST_NOW = "zojuist"


@leden(*WELZIJN)
@require_safe
def lijst(request: LidRequest) -> HttpResponse:
    """The team's contacts, newest first."""
    gebied, alles = _filter(request)
    page = contact_page(request.lid, alles=alles, gebied=gebied, after=request.GET.get("na"))
    here = request.path
    keuzes = [
        Keuze(_("Mijn buurten"), here, not alles and gebied is None),
        Keuze(_("Alle buurten"), f"{here}?alles=1", alles),
    ]
    if gebied is not None:
        keuzes.append(Keuze(gebied.naam, f"{here}?gebied={gebied.code}", True))
    context = {
        "page": page,
        "gebied": gebied,
        "keuzes": keuzes,
        "download_url": download_url(request, "contacten_download", _query(gebied, alles=alles)),
    }
    part = "#rijen" if request.htmx else ""
    return render(request, f"wijken/contact/lijst.html{part}", context)


@leden(*DOWNLOADERS)
@require_safe
def download(request: LidRequest) -> HttpResponseBase:
    """The same contacts as a file."""
    gebied, alles = _filter(request)
    return send_list(
        request,
        CONTACTEN,
        team_contacts(request.lid, alles=alles, gebied=gebied),
        handeling="contacten_gedownload",
        lijst="contacten",
        query=_query(gebied, alles=alles),
    )


@leden(*WELZIJN)
@shell
@takes_form
def nieuw(request: LidRequest) -> HttpResponse:
    """Note a contact."""
    form = ContactForm(posted(request), lid=request.lid)
    if form.is_valid():
        with refusals_on(form, first=_page):
            contact, new = note_contact(
                by=request.lid, sleutel=form.cleaned_data["sleutel"], content=form.content
            )
            text = _noted(contact) if new else _("Dit contact stond er al.")
            return stored(
                request,
                text,
                url=_page(contact),
                tags=JUST_NOW,
                template="opbouw/vervolg/genoteerd.html",
                context={"contact": contact, "zojuist": undo_token(contact)},
            )
    return noteer_page(request, form)


def noteer_page(request: LidRequest, form: ContactForm, *, ongedaan: bool = False) -> HttpResponse:
    """Draw Noteer, the one page that may ask a device where it is.

    With `ongedaan` it holds what was undone, which no draft on the device may replace.
    """
    context = {"ongedaan": ongedaan}
    response = form_page(request, "wijken/contact/nieuw.html", form, context)
    response.headers["Permissions-Policy"] = permissions("geolocation")
    return response


@leden(*WELZIJN)
@require_safe
def detail(request: LidRequest, pk: int) -> HttpResponse:
    """One contact and where it leads."""
    contact = get_object_or_404(visible_contacts(request.lid), pk=pk)
    zojuist = any(JUST_NOW in m.tags for m in messages.get_messages(request))
    context = {
        "contact": contact,
        "foto": Foto.objects.filter(contact=contact).first(),
        "afspraken": appointments_of(contact),
        "mag_wijzigen": may_change(contact, request.lid),
        "mag_weghalen": may_take_out(request.lid, contact.door_id),
        "mag_verwijderen": contact.door_id == request.lid.pk,
        "zojuist": undo_token(contact) if zojuist and contact.door_id == request.lid.pk else "",
    }
    return render(request, "wijken/contact/detail.html", context)


def _filter(request: LidRequest) -> tuple[Gebied | None, bool]:
    """Return which area the list is about, and whether it is everything."""
    code = text_param(request, "gebied")
    gebied = known_area(code) if code else None
    if code and gebied is None:
        raise Http404
    return gebied, gebied is None and request.GET.get("alles") == "1"


def _query(gebied: Gebied | None, *, alles: bool) -> dict[str, str]:
    return {"gebied": gebied.code if gebied else "", "alles": "1" if alles else ""}


def _noted(contact: Contactmoment) -> SafeString:
    # Read on the street: what was chosen for you is said again, with the way to change it.
    return format_html(
        '{} <bdi>{}</bdi> ({}). {} <a href="{}">{}</a>',
        _("Genoteerd:"),
        contact.met,
        contact.gebied.naam,
        _("Klopt dit niet?"),
        reverse("contact_wijzig", args=[contact.pk]),
        _("Wijzig"),
    )


def _page(contact: Contactmoment) -> str:
    return reverse("contact", args=[contact.pk])
