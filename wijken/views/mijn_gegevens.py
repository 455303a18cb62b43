"""Mijn gegevens: what is kept of whoever is logged in."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from wijken.queries.mijn_gegevens import account_of, in_words, trail_of
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest


@leden()
@require_safe
def mijn_gegevens(request: LidRequest) -> HttpResponse:
    """My account, in words."""
    context = {"account": in_words(account_of(request.lid.gebruiker))}
    return render(request, "wijken/mijn_gegevens.html", context)


@leden()
@require_safe
def download(request: LidRequest) -> HttpResponse:
    """The same as a file, with what the audit trail says that I did."""
    gebruiker = request.lid.gebruiker
    everything = {"account": account_of(gebruiker), "logboek": trail_of(gebruiker)}
    response = JsonResponse(everything, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response.headers["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    add_never_cache_headers(response)
    return response
