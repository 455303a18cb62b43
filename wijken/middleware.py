"""The active membership on every request, as `request.lid`."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from wijken.models import Lidmaatschap
from wijken.queries.lid import SESSION_KEY, pick

Handler = Callable[[HttpRequest], HttpResponseBase]


class LidRequest(HttpRequest):
    """A request of which the membership is known; `@leden` guarantees it to a view."""

    lid: Lidmaatschap
    htmx: HtmxDetails


def lid(get_response: Handler) -> Handler:
    """Put the active membership on the request; None for who has none."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        chosen = request.session.get(SESSION_KEY) if request.user.is_authenticated else None
        request.lid = pick(request.user, chosen)  # type: ignore[attr-defined]  # see LidRequest
        return get_response(request)

    return middleware
