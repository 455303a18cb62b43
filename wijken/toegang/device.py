"""Browsers that somebody has logged in with: a signed mark per account, which opens nothing.

The mark only gives its account a counter of its own on that browser, so that a stranger who
types wrong passwords elsewhere cannot use up the attempts of its owner.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wijken.models import Gebruiker

COOKIE = f"{settings.COOKIE_PREFIX}toestel"
SALT = "toestel"
YEAR = 365 * 24 * 3600
# A computer that a whole team shares remembers its last few users.
MOST_ACCOUNTS = 8


def known_device(request: HttpRequest, gebruiker: Gebruiker) -> str:
    """Return the mark of this browser for this account; empty where they never logged in."""
    return _marks(request).get(str(gebruiker.pk), "")


def remember_device(request: HttpRequest, response: HttpResponseBase, gebruiker: Gebruiker) -> None:
    """Mark this browser after a full login, for a year."""
    marks = _marks(request)
    mark = marks.pop(str(gebruiker.pk), "") or secrets.token_urlsafe(12)
    newest_first = [(str(gebruiker.pk), mark), *marks.items()]
    response.set_cookie(
        COOKIE,
        signing.dumps(newest_first[:MOST_ACCOUNTS], salt=SALT),
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> dict[str, str]:
    try:
        return dict(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=YEAR))
    except signing.BadSignature:
        return {}
