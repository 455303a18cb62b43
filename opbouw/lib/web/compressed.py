"""Pages travel compressed; what is a picture, a PDF or a file already is left as it is."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

KINDS = ("text/html", "text/csv", "application/json")


class Compressed(GZipMiddleware):
    """Django's own, for pages only.

    Its length varies by up to a hundred random bytes, so that nobody who counts the bytes of an
    encrypted answer can guess at what is in it a letter at a time (BREACH).
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress a page, for a browser that can read it so."""
        if response.headers.get("Content-Type", "").startswith(KINDS):
            return super().process_response(request, response)
        return response
