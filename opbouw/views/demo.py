"""The mail of the demo, readable in the browser; these pages exist in the demo only."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from opbouw.voorbeeld.post import kept_mail, kept_mails


@never_cache
@require_safe
def post(request: HttpRequest) -> HttpResponse:
    """All kept mail, the newest first."""
    return render(request, "demo/post.html", {"mails": kept_mails(_folder())})


@never_cache
@require_safe
def bericht(request: HttpRequest, naam: str) -> HttpResponse:
    """One mail as text, with its links."""
    mail = kept_mail(_folder(), naam)
    if mail is None:
        raise Http404
    return render(request, "demo/bericht.html", {"mail": mail})


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)
