"""Forms that come back: without a session or its second step, for another membership, too old.

Each page shows what was typed, so that nothing is lost, and keeps nothing of it: the text goes
back to the browser that it came from and to no log, no session and no table.
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from opbouw.lib.web.submitted import Resend, Submitted, is_own_form, referring_path, submitted
from wijken.models import Lidmaatschap
from wijken.queries.lid import all_memberships
from wijken.toegang.form_membership import (
    FIELD,
    drawn_for,
    hidden_fields,
    sent_membership,
    signed,
)
from wijken.toegang.proof import step_before

TODAY = settings.LOGIN_REDIRECT_URL
# Pages with a password or of the administration: begun again, never sent again.
FRESH = ("/accounts/", "/beheer/")


def for_other_membership(request: HttpRequest) -> bool:
    """Tell whether the form in this request was not drawn for the membership that is active.

    A form that does not say for whom it was drawn is none of theirs.
    """
    lid: Lidmaatschap | None = getattr(request, "lid", None)
    if request.method != "POST" or lid is None:
        return False
    return drawn_for(request, [lid]) is None


def other_membership(request: HttpRequest) -> HttpResponse:
    """Answer a form that was drawn for another membership: 409, with what was typed."""
    if request.htmx:  # type: ignore[attr-defined]  # set by its middleware
        return HttpResponseClientRedirect(referring_path(request, TODAY))
    drawn = drawn_for(request, all_memberships(request.user))
    content = submitted(request, without={FIELD})
    context = {
        "getypt": content,
        "getekend": drawn,
        "opnieuw": _resend(request, content, drawn),
        "naar": referring_path(request, TODAY),
    }
    return _page(request, "terug/andere_organisatie.html", context, 409)


def without_session(request: HttpRequest) -> HttpResponse:
    """Answer a request without a session: to the login page, or a page with what was typed."""
    return _first(request, _login, "terug/uitgelogd.html", _("Ik ben weer ingelogd"))


def without_proof(request: HttpRequest) -> HttpResponse:
    """Answer a session without a second step: to that step, or a page with what was typed."""
    step = partial(step_before, request)
    return _first(request, step, "terug/tweede_stap.html", _("Ik heb de tweede stap gezet"))


def _first(
    request: HttpRequest, page: Callable[[str], str], template: str, ready: str
) -> HttpResponse:
    # `page` is where one goes first, given where it leads onward.
    if request.htmx:  # type: ignore[attr-defined]  # set by its middleware
        return HttpResponseClientRedirect(page(referring_path(request, TODAY)))
    if request.method != "POST":
        return HttpResponseRedirect(page(request.get_full_path()))
    content = submitted(request, without={FIELD})
    if not content.typed:
        return HttpResponseRedirect(page(referring_path(request, TODAY)))
    keys = hidden_fields(request, sent_membership(request))
    again = Resend(request.get_full_path(), keys, ready)
    # Their text waits in this tab; an empty form in the other one would say that it is gone.
    context = {
        "getypt": content,
        "eerst_url": page(TODAY),
        "opnieuw": again if content.whole else None,
    }
    return _page(request, template, context, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token no longer holds: a new login, or a page that was open too long."""
    if request.htmx:  # type: ignore[attr-defined]  # set by its middleware
        return HttpResponseClientRedirect(referring_path(request, TODAY))
    if request.path.startswith(FRESH) or not is_own_form(request):
        return _page(request, "403_csrf.html", {"terug_url": referring_path(request, "/")}, 403)
    content = submitted(request, without={FIELD})
    back = referring_path(request, "/")
    if not _is_for_members(request) and back == "/":
        # A secret page tells its form no more than the site; the form was on this very page.
        back = request.get_full_path()
    context: dict[str, Any] = {"getypt": content, "terug_url": back}
    if not _is_for_members(request):
        again = Resend(request.get_full_path(), hidden_fields(request, ""), _("Verstuur opnieuw"))
        context["opnieuw"] = again if content.typed and content.whole else None
    elif not request.user.is_authenticated:
        return without_session(request)
    else:
        drawn = drawn_for(request, all_memberships(request.user))
        context["opnieuw"] = _resend(request, content, drawn)
    return _page(request, "403_csrf.html", context, 403)


def _resend(request: HttpRequest, content: Submitted, drawn: Lidmaatschap | None) -> Resend | None:
    # Only for the membership that the form was for, and only by whoever it was for: on a shared
    # computer the next person must not put somebody's words in their own organisation.
    active: Lidmaatschap | None = getattr(request, "lid", None)
    if drawn is None or not drawn.actief or not content.typed or not content.whole:
        return None
    path, keys = request.get_full_path(), hidden_fields(request, signed(drawn))
    if drawn == active:
        return Resend(path, keys, _("Verstuur opnieuw"))
    switch = f"{reverse('lid_wisselen')}?{urlencode({'lid': drawn.pk, 'opnieuw': path})}"
    tekst = _("Verstuur als %(organisatie)s") % {"organisatie": drawn.organisatie.naam}
    return Resend(switch, keys, tekst)


def _is_for_members(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and hasattr(match.func, "rollen")


def _login(path: str) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': path})}"


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int
) -> HttpResponse:
    response = render(request, template, context, status=status)
    add_never_cache_headers(response)
    return response
