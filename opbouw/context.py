"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from opbouw.queries.navigation import menu_of
from wijken.queries.lid import memberships
from wijken.toegang.form_membership import token_for


def page(request: HttpRequest) -> dict[str, Any]:
    """The mode, the active member, their other memberships and the menu."""
    lid = getattr(request, "lid", None)
    return {
        "demo": settings.DEMO,
        "lid": lid,
        "lidmaatschappen": SimpleLazyObject(lambda: list(memberships(request.user)) if lid else []),
        # Says for which membership a form was drawn; Django's own token is checked as ever.
        "csrf_token": SimpleLazyObject(lambda: token_for(request, lid)),
        "menu": SimpleLazyObject(lambda: menu_of(lid, request.path)),
    }
