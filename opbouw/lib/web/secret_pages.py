"""Pages behind a secret link: kept out of search engines, caches, referrers and logs."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def unindexed(view: View[P]) -> View[P]:
    """Keep a public page out of search engines.

    Its referrer stays as it is: under no-referrer a browser sends a form with `Origin: null`,
    which the protection against forged requests refuses.
    """

    @wraps(view)
    def unlisted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return _unlist(view(request, *args, **kwargs))

    return unlisted


def secret_page(view: View[P]) -> View[P]:
    """Mark a page whose address is a secret: noindex, no-referrer, no-store.

    Goes outermost. Django logs the path of what ends in a 4xx or 5xx, so the view sees a request
    whose `path` holds no secret; the arguments of the view still do. A page that holds a form
    sets `Referrer-Policy: strict-origin` itself: its form comes with an origin, and no referrer
    holds more than the name of the site.
    """

    @wraps(view)
    def secret(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        first = request.path.strip("/").partition("/")[0]
        request.path = f"/{first}/***/"
        return keep_secret(view(request, *args, **kwargs))

    return secret


def keep_secret(response: HttpResponse) -> HttpResponse:
    """Set the headers of a secret page; for a redirect to one from an ordinary address."""
    add_never_cache_headers(response)
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    return _unlist(response)


def _unlist(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
