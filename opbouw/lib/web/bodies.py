"""How much may be sent to an address, decided before a byte of it is read.

Everybody may send to every address, so the limit goes with the view and not with the sender: a
session cookie is made up in a moment.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import Resolver404, resolve

View = TypeVar("View", bound=Callable[..., Any])

# Each form but one fits, filled to the last character with emoji of twelve bytes when sent.
FORM = 96 * 1024
# The agenda note, with all its rows.
LONG_FORM = 256 * 1024
# A PDF of ten megabytes, to be recognised.
FILE_BODY = 11 * 1024 * 1024
# A photo of a phone. What is a little larger is still answered at the field, and the rest refused.
LARGEST_PHOTO = 15 * 1024 * 1024
PHOTO_BODY = LARGEST_PHOTO + 1024 * 1024
# A spreadsheet of 100,000 contacts with a text each.
LARGEST_LIST = 50 * 1024 * 1024
LIST_BODY = LARGEST_LIST + FORM
# The map of a province; that of the country is read in by the command.
LARGEST_UPLOAD = 200 * 1024 * 1024
UPLOAD_BODY = LARGEST_UPLOAD + FORM


def takes_body(most: int) -> Callable[[View], View]:
    """Let more than a common form be sent to a view: at most so many bytes."""

    def decorator(view: View) -> View:
        view.body_most = most  # type: ignore[attr-defined]  # read below
        return view

    return decorator


def takes_stream(most: int) -> Callable[[View], View]:
    """Let a view decide who may send before a byte is read, and where the bytes go.

    It is exempt from the check on forged forms, which reads the body before the view, and so has
    to do that check itself once it knows who sends.
    """

    def decorator(view: View) -> View:
        view.streams = True  # type: ignore[attr-defined]  # read below
        view.csrf_exempt = True  # type: ignore[attr-defined]  # see above
        return takes_body(most)(view)

    return decorator


def streams(request: HttpRequest) -> bool:
    """Tell whether the view of this address reads the body itself."""
    try:
        return bool(getattr(resolve(request.path_info).func, "streams", False))
    except Resolver404:
        return False


def body_most(request: HttpRequest) -> int:
    """Return how many bytes may be sent to the address of a request, also where no page is."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return FORM
    return int(getattr(view, "body_most", FORM))
