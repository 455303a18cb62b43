"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from opbouw.queries.menu import menu_of
from wijken.queries.lid import memberships


def page(request: HttpRequest) -> dict[str, Any]:
    """The mode, the active member, their other memberships and the menu."""
    lid = getattr(request, "lid", None)
    return {
        "demo": settings.DEMO,
        "lid": lid,
        "lidmaatschappen": SimpleLazyObject(lambda: list(memberships(request.user)) if lid else []),
        "menu": SimpleLazyObject(lambda: menu_of(lid, request.path)),
    }
