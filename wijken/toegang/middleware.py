"""The active membership on every request, as `request.lid`."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from wijken.models import Gebruiker, Lidmaatschap
from wijken.queries.lid import SESSION_KEY, pick

Handler = Callable[[HttpRequest], HttpResponseBase]


class GebruikerRequest(HttpRequest):
    """A request of somebody who logged in; `login_required` guarantees it to a view."""

    user: Gebruiker


class LidRequest(HttpRequest):
    """A request with a known membership; `@leden` guarantees it to a view."""

    lid: Lidmaatschap
    htmx: HtmxDetails


def lid(get_response: Handler) -> Handler:
    """Put the active membership on the request, or None."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        chosen = request.session.get(SESSION_KEY) if request.user.is_authenticated else None
        active = pick(request.user, chosen)
        request.lid = active  # type: ignore[attr-defined]  # see LidRequest
        if active is not None and active.pk != chosen:
            request.session[SESSION_KEY] = active.pk
            if chosen is not None:
                # Nobody is moved to another organisation without being told.
                text = _("Je werkt nu voor %(naam)s.") % {"naam": active.organisatie.naam}
                messages.info(request, text)
        return get_response(request)

    return middleware
