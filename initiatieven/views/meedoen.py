"""A resident brings in a plan, without account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatieven.actions.initiatief import bring_in_proven, brought_in_before
from initiatieven.forms.initiatief import MeedoenForm
from initiatieven.models import Initiatief
from initiatieven.queries.meedoen import organisaties_with_area, places_to_join
from initiatieven.queries.volglink import token_of
from opbouw.lib.web import limits
from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from opbouw.lib.web.pow import (
    HONEYPOT,
    honeypot_filled,
    signed_form_time,
    verify,
    verify_form_time,
)
from opbouw.lib.web.secret_pages import keep_secret, unindexed
from opbouw.lib.writing.transitions import Refused
from wijken.models import Organisatie

PROOF = "altcha"
DRAWN = "getekend"


@require_safe
def organisaties(request: HttpRequest) -> HttpResponse:
    """Choose the organisation of your own neighbourhood."""
    zoek = request.GET.get("zoek", "").strip()[:80]
    context = {"uitkomst": places_to_join(zoek), "zoek": zoek}
    part = "#plekken" if getattr(request, "htmx", False) else ""
    return render(request, f"initiatieven/meedoen/organisaties.html{part}", context)


@unindexed
@takes_form
def meedoen(request: HttpRequest, slug: str) -> HttpResponse:
    """The public form of one organisation."""
    organisatie = get_object_or_404(organisaties_with_area(), slug=slug)
    form = MeedoenForm(posted(request), organisatie=organisatie, buurt=request.GET.get("buurt", ""))
    if form.is_valid():
        with refusals_on(form, first=_thanks):
            return _to_status_page(_receive(request, organisatie, form))
    context = {
        "organisatie": organisatie,
        "getekend": signed_form_time(),
        "honingpot": HONEYPOT,
    }
    return form_page(request, "initiatieven/meedoen/formulier.html", form, context)


def _receive(request: HttpRequest, organisatie: Organisatie, form: MeedoenForm) -> Initiatief:
    """Return the initiative; raises Refused or TooOften with what the resident can do."""
    sleutel, content, bereikbaar = form.cleaned_data["sleutel"], form.content, form.bereikbaar
    # Sent before: no second proof is asked, and nothing is counted against the address.
    earlier = brought_in_before(
        organisatie=organisatie, sleutel=sleutel, content=content, bereikbaar=bereikbaar
    )
    if earlier is not None:
        return earlier
    payload = request.POST.get(PROOF, "")
    full = False

    def prove() -> bool:
        nonlocal full
        if payload:
            proven = verify(payload)
        else:
            filled = honeypot_filled(request.POST)
            proven = not filled and verify_form_time(request.POST.get(DRAWN, ""))
        # Only a good sending counts, or anybody could use up the room of a whole library.
        full = proven and not limits.allow_form(request, "initiatief", without_script=not payload)
        return proven and not full

    initiatief = bring_in_proven(
        organisatie=organisatie,
        sleutel=sleutel,
        content=content,
        bereikbaar=bereikbaar,
        prove=prove,
        # This browser: its own secret, which it sends along anyway. Never an address, which a whole
        # library shares.
        sender=request.META.get("CSRF_COOKIE", ""),
    )
    if initiatief is not None:
        return initiatief
    if full or not limits.allow_failure(request, "initiatief"):
        raise limits.TooOften(_too_many(organisatie))
    raise Refused(_no_human(organisatie))


def _thanks(initiatief: Initiatief) -> str:
    token = token_of(initiatief)
    return reverse("volgen_dank", args=[token]) if token else ""


def _to_status_page(initiatief: Initiatief) -> HttpResponse:
    token = token_of(initiatief)
    if token is None:
        # The key was replaced between two sendings: the first link still works.
        return redirect("meedoen_organisaties")
    return keep_secret(redirect("volgen_dank", token))


def _too_many(organisatie: Organisatie) -> str:
    return _(
        "Vanaf deze plek zijn er het afgelopen uur veel ideeën gestuurd. Wat je typte staat er "
        "nog. Probeer het over een uur weer, of vertel het ons: %(bereikbaar)s."
    ) % {"bereikbaar": organisatie.bereikbaar or organisatie.naam}


def _no_human(organisatie: Organisatie) -> str:
    return _(
        "De controle of je een mens bent, is niet gelukt. Wat je typte staat er nog. Wacht een "
        "paar tellen en verstuur het nog eens. Lukt het niet: %(bereikbaar)s."
    ) % {"bereikbaar": organisatie.bereikbaar or organisatie.naam}
