"""Pages behind a secret link: kept out of search engines, caches, referrers and logs."""

import logging
import re
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class HideSecrets(logging.Filter):
    """Blanks what follows the given words in a path that is logged.

    A form that stood open too long is refused, and logged with its path, before any view runs.
    """

    def __init__(self, before: tuple[str, ...]) -> None:
        super().__init__()
        self.secret = re.compile(rf"(/(?:{'|'.join(before)})/)[^/\s]+")

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without secrets."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                self.secret.sub(r"\1***", one) if isinstance(one, str) else one
                for one in record.args
            )
        return True


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
    needs `Referrer-Policy: same-origin` instead, see `unindexed`.
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
    response.headers["Referrer-Policy"] = "no-referrer"
    return _unlist(response)


def _unlist(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
