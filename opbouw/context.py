"""What every template knows."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from opbouw.lib.web.components.library import draw
from opbouw.lib.web.cookies import chosen_theme
from opbouw.queries.menu import menu_of
from wijken.queries.lid import memberships
from wijken.toegang.form_membership import is_shell


def page(request: HttpRequest) -> dict[str, Any]:
    """The mode, the theme, the active member, their other memberships and the menu."""
    lid = getattr(request, "lid", None)
    schil = is_shell(request)
    leden = SimpleLazyObject(lambda: list(memberships(request.user)) if lid else [])
    return {
        "demo": settings.DEMO,
        "gekozen_thema": chosen_theme(request),
        "lid": lid,
        "lidmaatschappen": leden,
        "schil": schil,
        # In `make dev` every change is to be seen at once, and nothing kept.
        "werker": not settings.RELOAD,
        "menu": SimpleLazyObject(lambda: menu_of(lid, request.path, counted=not schil)),
        # The side bar and the thumb bar end in the same; a function, so that one drawing serves
        # both and a page without them draws none.
        "lidvoet": cache(lambda: _lidvoet(request, leden)),
    }


def _lidvoet(request: HttpRequest, leden: object) -> SafeString:
    return draw(
        "layout/lidvoet.html",
        request=request,
        lidmaatschappen=leden,
        csrf_token=get_token(request),
    )
