"""What happens around every view: private pages stay private, a refused step is explained."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from opbouw.lib.writing.transitions import Refused

Handler = Callable[[HttpRequest], HttpResponseBase]


def private_pages(get_response: Handler) -> Handler:
    """Keep pages with a session out of every shared or disk cache.

    Who logs out leaves nothing behind either: a browser may keep whole pages for its button back.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        was_in = request.user.is_authenticated
        response = get_response(request)
        # A page of an error holds nothing of anybody, and who asked may not be known for it.
        if response.status_code >= 500 or request.path.startswith("/static/"):
            return response
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        elif was_in:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def vary_on_htmx(get_response: Handler) -> Handler:
    """Tell caches, the browser's own too, that a page and its htmx part share an address."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["HX-Request"])
        return response

    return middleware


class Refusals:
    """Shows the sentence of a refused action on the page that the person came from."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a Refused into a message and a way back."""
        if not isinstance(exception, Refused):
            return None
        messages.error(request, str(exception))
        back = request.headers.get("Referer", "")
        safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
        # A page that refuses to be shown cannot be the way back from itself.
        if not safe or (request.method == "GET" and urlsplit(back).path == request.path):
            return redirect("/")
        return redirect(back)
