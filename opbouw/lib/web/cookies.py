"""Cookies whose names the browser guards, as it does that of the session."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest

THEMES = {"donker", "licht"}


def chosen_theme(request: HttpRequest) -> str:
    """Return "donker" or "licht", or nothing when the device decides."""
    chosen = request.COOKIES.get(f"{settings.COOKIE_PREFIX}thema", "")
    return chosen if chosen in THEMES else ""


class NamedCookieStorage(CookieStorage):
    """Django's own, under our name."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class Messages(FallbackStorage):
    """Messages in a cookie, and in the session when they are many."""

    storage_classes = (NamedCookieStorage, SessionStorage)
