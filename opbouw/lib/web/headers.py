"""Headers of every answer: pages, files, refusals and errors."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

# What no page of ours does, a script that slipped in cannot do either. A browser complains about a
# name that it does not know, so these are the ones that all of them have had for years.
_NOBODY = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen"),
    *("geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment"),
    *("picture-in-picture", "screen-wake-lock", "usb", "xr-spatial-tracking"),
)
# Copying a link, and passkeys.
_OURSELVES = ("clipboard-write", "publickey-credentials-create", "publickey-credentials-get")


def permissions(*also: str) -> str:
    """Return the header of a page; `also` names what this page may ask for too."""
    denied = (f"{name}=()" for name in _NOBODY if name not in also)
    return ", ".join([*denied, *(f"{name}=(self)" for name in (*_OURSELVES, *also))])


PERMISSIONS = permissions()


def everywhere(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Say what no other site may do with an answer, and keep answers to forms out of caches."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.method == "POST":
            # A form drawn again holds what somebody typed.
            add_never_cache_headers(response)
        return response

    return middleware
