"""First middleware: answers unreadable requests with an error page.

What is refused here would break far deeper, where nobody can answer for it: in the database, in
the check on forged forms, or on a disk that fills up.
"""

import re
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render

from opbouw.lib.text.marks import MOST_READABLE, longest_row
from opbouw.lib.web.bodies import FORM, body_most, streams

METHODS = ("GET", "HEAD", "POST")
# As Django writes them; Python's cookie reader turns \000 into a NUL, which PostgreSQL refuses.
_SESSION_KEY = re.compile(r"[a-z0-9]{1,40}")
_UNREADABLE = "application/octet-stream; charset=unreadable"
_UTF_8 = re.compile(r"""charset="?utf-?8"?\s*(?:;|\Z)""", re.IGNORECASE)


def plain_content_type(application: WSGIApplication) -> WSGIApplication:
    """Keep from Django the content types over which it falls before any middleware runs.

    That is every character set but UTF-8 (`hex` and `rot13` are some to Python) and extended
    parameters (RFC 2231). No browser sends those, and a boundary holds no asterisk.
    """

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not _plain(environ.get("CONTENT_TYPE", "")):
            environ["CONTENT_TYPE"] = _UNREADABLE
        return application(environ, start_response)

    return guarded


def _plain(content_type: str) -> bool:
    charsets = content_type.lower().count("charset")
    known = charsets == 0 or (charsets == 1 and _UTF_8.search(content_type) is not None)
    return known and "*" not in content_type


def readable(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer what is malformed, too large or of another method with a page that says so."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        # Python before 3.11.10 takes the square of how many of these it reads; none of our cookies
        # holds one.
        request.META["HTTP_COOKIE"] = request.META.get("HTTP_COOKIE", "").replace("\\", "_")
        if not _SESSION_KEY.fullmatch(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "a")):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        status = _refusal(request)
        if status:
            return _page(request, status)
        response = get_response(request)
        if response.status_code == 405 and not getattr(response, "content", b""):
            # Django's own refusal of a method is an empty page.
            return _page(request, 405, allow=response.headers.get("Allow", ""))
        return response

    return middleware


def _refusal(request: HttpRequest) -> int:
    """Return the status to refuse with, or 0."""
    if request.method not in METHODS:
        return 405
    # PostgreSQL holds no NUL, so no search for one can have an answer.
    nul = "%00" in request.META.get("QUERY_STRING", "")
    if nul or request.META.get("CONTENT_TYPE") == _UNREADABLE:
        return 400
    length = _length(request)
    if length > FORM and length > body_most(request):
        return 413
    if request.method == "POST" and streams(request):
        return 0  # that view reads the body itself, once it knows who sends
    # The check on forged forms reads the body on every address; here it can still be refused.
    try:
        return 0 if readable_fields(request) else 400
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return 413
    except (MultiPartParserError, OSError):
        # The parts do not fit together, or the sender hung up.
        return 400


def readable_fields(request: HttpRequest) -> bool:
    """Tell whether every text can be put in order (normalised) in linear time, by whomever."""
    sent = [request.GET, request.POST] if request.method == "POST" else [request.GET]
    return all(
        longest_row(text) <= MOST_READABLE
        for fields in sent
        for name, values in fields.lists()
        for text in (name, *map(str, values))
    )


def _length(request: HttpRequest) -> int:
    # A body without a length (sent in chunks) is none to Django: it reads no byte of it.
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _page(request: HttpRequest, status: int, allow: str = ", ".join(METHODS)) -> HttpResponse:
    response = render(request, f"{status}.html", status=status)
    if status == 405:
        response.headers["Allow"] = allow
    return response
