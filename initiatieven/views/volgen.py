"""The secret status page of an initiative, for whoever holds the link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatieven.actions.bewonersbericht import write_back, written_before
from initiatieven.actions.indiener import forget_details
from initiatieven.forms.bewonersbericht import BewonersberichtForm
from initiatieven.models import Initiatief
from initiatieven.queries.bereikbaar import ways_to_reach
from initiatieven.queries.status import has_details, status_of
from initiatieven.queries.volglink import by_token, link_of
from opbouw.lib.web import limits
from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from opbouw.lib.web.secret_pages import secret_page

# In an hour, whoever holds it: a conversation, and no flood.
PER_LINK = 10


@secret_page
@require_safe
def dank(request: HttpRequest, token: str) -> HttpResponse:
    """What was received, what happens next, and the link to keep."""
    initiatief = _behind(token)
    if initiatief.weggelegd_op is not None:
        return _received(request, initiatief)
    context = {
        "initiatief": initiatief,
        "link": link_of(initiatief),
        "token": token,
        "bereikbaar": ways_to_reach(initiatief),
    }
    return render(request, "initiatieven/volgen/dank.html", context)


@secret_page
@takes_form
def volgen(request: HttpRequest, token: str) -> HttpResponse:
    """How it stands, and what has been said about it; a POST writes back to the team."""
    initiatief = _behind(token)
    if initiatief.weggelegd_op is not None:
        return _received(request, initiatief)
    form = BewonersberichtForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            _keep(request, initiatief, form)
            return redirect(reverse("volgen", args=[token]) + "#nieuws")
    context = {
        "initiatief": initiatief,
        "status": status_of(initiatief),
        "bereikbaar": ways_to_reach(initiatief),
        "token": token,
    }
    response = form_page(request, "initiatieven/volgen/status.html", form, context)
    # Under no-referrer a browser sends the form with `Origin: null`, and it is refused.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@secret_page
@takes_form
def gegevens(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever left a way to be reached takes it back: asked once more, and done at once."""
    initiatief = _behind(token)
    if request.method == "POST":
        forget_details(initiatief=initiatief, by=None)
        return redirect(reverse("volgen", args=[token]) + "#gegevens")
    context = {"initiatief": initiatief, "token": token, "gegevens": has_details(initiatief)}
    response = render(request, "initiatieven/volgen/gegevens.html", context)
    # As on the status page: a form has to come with an origin.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@secret_page
def nergens(request: HttpRequest, token: str, rest: str) -> HttpResponse:
    """Something behind the link that is no page: a 404 of our own, or Django logs the secret."""
    raise Http404


def _behind(token: str) -> Initiatief:
    initiatief = by_token(token)
    if initiatief is None:
        raise Http404
    return initiatief


def _received(request: HttpRequest, initiatief: Initiatief) -> HttpResponse:
    # It repeats nothing that was sent, and does not say what was thought of it.
    context = {"initiatief": initiatief, "bereikbaar": ways_to_reach(initiatief)}
    return render(request, "initiatieven/volgen/ontvangen.html", context)


def _keep(request: HttpRequest, initiatief: Initiatief, form: BewonersberichtForm) -> None:
    """Keep the words; what was sent before is kept already. Raises TooOften when too much came.

    No proof of work: whoever writes here holds a secret of 256 bits.
    """
    words = {"sleutel": form.cleaned_data["sleutel"], "tekst": form.cleaned_data["tekst"]}
    if written_before(initiatief=initiatief, **words):
        return
    # The link's own limit first: one link may not use up the room of a whole library.
    per_link = f"form:bewonersbericht:link:{initiatief.pk}"
    if not limits.hit(per_link, limit=PER_LINK, seconds=3600):
        raise _too_often(initiatief)
    if not limits.allow_form(request, "bewonersbericht"):
        raise _too_often(initiatief)
    write_back(initiatief=initiatief, **words)


def _too_often(initiatief: Initiatief) -> limits.TooOften:
    said = _(
        "Er is het afgelopen uur al vaak geschreven. Wat je typte staat er nog. Probeer het over "
        "een uur weer, of vertel het ons: %(bereikbaar)s."
    )
    organisatie = initiatief.organisatie
    return limits.TooOften(said % {"bereikbaar": organisatie.bereikbaar or organisatie.naam})
