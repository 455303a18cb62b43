"""The secret status page of an initiative, for whoever holds the link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from initiatieven.models import Initiatief
from initiatieven.queries.bereikbaar import ways_to_reach
from initiatieven.queries.status import status_of
from initiatieven.queries.volglink import by_token, link_of
from opbouw.lib.http import secret_page


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
@require_safe
def volgen(request: HttpRequest, token: str) -> HttpResponse:
    """How it stands, and what has been said about it."""
    initiatief = _behind(token)
    context = {
        "initiatief": initiatief,
        "status": status_of(initiatief),
        "bereikbaar": ways_to_reach(initiatief),
    }
    return render(request, "initiatieven/volgen/status.html", context)


@secret_page
def nergens(request: HttpRequest, token: str, rest: str) -> HttpResponse:
    """Something behind the link that is no page: a 404 of our own, or Django logs the secret."""
    raise Http404


def _behind(token: str) -> Initiatief:
    initiatief = by_token(token)
    if initiatief is None:
        raise Http404
    return initiatief
