"""The page for a database that does not answer: what was typed is still there."""

from collections.abc import Iterable
from sys import exc_info
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from opbouw.lib.database.patience import PAGE_SECONDS, at_most
from opbouw.lib.web.submitted import Resend, is_own_form, submitted

# For a load balancer or a robot; a person presses when they want.
RETRY_AFTER = "5"


def patient(application: WSGIApplication) -> WSGIApplication:
    """Let every page wait for the database so long and no longer."""

    def limited(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with at_most(PAGE_SECONDS):
            return application(environ, start_response)

    return limited


def error_page(request: HttpRequest) -> HttpResponse:
    """Answer an error that nobody caught: 503 when the database was away, else 500."""
    return unavailable(request) if database_away(exc_info()[1]) else server_error(request)


def database_away(error: BaseException | None) -> bool:
    """Tell whether this came of a database that did not answer, or not in time."""
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError)):
            return True
        error = error.__cause__ or error.__context__
    return False


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503 without the database: no session, no member, but what was typed."""
    context: dict[str, object] = {"request": request}
    if request.method == "POST" and is_own_form(request):
        getypt = submitted(request)
        context |= {"getypt": getypt, "opnieuw": _again(request) if getypt.whole else None}
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response.headers["Retry-After"] = RETRY_AFTER
    add_never_cache_headers(response)
    return response


def _again(request: HttpRequest) -> Resend:
    field = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
    keys = format_html(field, get_token(request))
    return Resend(request.get_full_path(), keys, _("Verstuur opnieuw"))
