"""Pages that exist in the demo only: its mail, and in `make dev` what went wrong where."""

import sys
from pathlib import Path

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.debug import technical_500_response
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


# Django's page has its style and script inside; nothing else is loaded, and no other page has this.
@csp(
    {
        "default-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "script-src": [UNSAFE_INLINE],
        "frame-ancestors": [NONE],
        "form-action": [NONE],
        "base-uri": [NONE],
    }
)
@never_cache
def fout(request: HttpRequest) -> HttpResponse:
    """The traceback of the error that is being handled, with the values that led to it."""
    return technical_500_response(request, *sys.exc_info())


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)
