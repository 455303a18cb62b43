"""The first page of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wijken.toegang.middleware import LidRequest


@require_safe
def welkom(request: LidRequest | HttpRequest) -> HttpResponse:
    """Landing page for visitors without an account; members go on to their day."""
    if getattr(request, "lid", None) is not None:
        return redirect("vandaag")
    return render(request, "opbouw/welkom.html")
