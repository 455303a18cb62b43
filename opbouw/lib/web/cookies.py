"""Messages in a cookie whose name the browser guards, as it does that of the session."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class NamedCookieStorage(CookieStorage):
    """Django's own, under our name."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class Messages(FallbackStorage):
    """Messages in a cookie, and in the session when they are many."""

    storage_classes = (NamedCookieStorage, SessionStorage)
