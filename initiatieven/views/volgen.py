"""The secret status page of an initiative, for whoever holds the link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatieven.actions.bewonersbericht import write_back, written_before
from initiatieven.forms.bewonersbericht import BewonersberichtForm
from initiatieven.models import Initiatief
from initiatieven.queries.bereikbaar import ways_to_reach
from initiatieven.queries.status import status_of
from initiatieven.queries.volglink import by_token, link_of
from opbouw.lib.web import limits
from opbouw.lib.web.secret_pages import secret_page

# In an hour, whoever holds it: a conversation, and no flood.
PER_LINK = 10


@secret_page
@require_safe
def dank(request: HttpRequest, token: str) -> HttpResponse:
    """What was received, what happens next, and the link to keep."""
    initiatief = _behind(token)
    context = {
        "initiatief": initiatief,
        "link": link_of(initiatief),
        "token": token,
        "bereikbaar": ways_to_reach(initiatief),
    }
    return render(request, "initiatieven/volgen/dank.html", context)


@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def volgen(request: HttpRequest, token: str) -> HttpResponse:
    """How it stands, and what has been said about it; a POST writes back to the team."""
    initiatief = _behind(token)
    form = BewonersberichtForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if _kept(request, initiatief, form):
            return redirect(reverse("volgen", args=[token]) + "#nieuws")
        form.add_error(None, _too_often(initiatief))
        status = 429
    context = {
        "initiatief": initiatief,
        "status": status_of(initiatief),
        "bereikbaar": ways_to_reach(initiatief),
        "form": form,
    }
    response = render(request, "initiatieven/volgen/status.html", context, status=status)
    # Under no-referrer a browser sends the form with `Origin: null`, and it is refused.
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


def _kept(request: HttpRequest, initiatief: Initiatief, form: BewonersberichtForm) -> bool:
    """Keep the words, unless too much came; what was sent before is kept already.

    No proof of work: whoever writes here holds a secret of 256 bits.
    """
    words = {"sleutel": form.cleaned_data["sleutel"], "tekst": form.cleaned_data["tekst"]}
    if written_before(initiatief=initiatief, **words):
        return True
    # The link's own limit first: one link may not use up the room of a whole library.
    per_link = f"form:bewonersbericht:link:{initiatief.pk}"
    if not limits.hit(per_link, limit=PER_LINK, seconds=3600):
        return False
    if not limits.allow_form(request, "bewonersbericht"):
        return False
    write_back(initiatief=initiatief, **words)
    return True


def _too_often(initiatief: Initiatief) -> str:
    return _(
        "Er is het afgelopen uur al vaak geschreven. Wat je typte staat er nog. Probeer het over "
        "een uur weer, of vertel het ons: %(bereikbaar)s."
    ) % {"bereikbaar": initiatief.organisatie.bereikbaar or initiatief.organisatie.naam}
