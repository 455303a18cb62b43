"""The gate before every members' page."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from opbouw.lib.writing.sending import watched
from wijken.models import GEMEENTE_ROLLEN, WELZIJN_ROLLEN, Rol
from wijken.toegang.invultijd import measure
from wijken.toegang.middleware import LidRequest
from wijken.toegang.proof import step_before
from wijken.toegang.refused import log_refusal
from wijken.toegang.returned import (
    for_other_membership,
    other_membership,
    without_proof,
    without_session,
)

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
LidView = Callable[Concatenate[LidRequest, P], HttpResponseBase]

WELZIJN = WELZIJN_ROLLEN
GEMEENTE = GEMEENTE_ROLLEN


def leden(*rollen: Rol, switches: bool = False) -> Callable[[LidView[P]], View[P]]:
    """Let only members with one of these roles in; without roles, every member.

    Anonymous visitors go to the login page, sessions that proved no second factor to where they
    do, and everybody else gets a 404: what is not yours does not exist. A form that was drawn for
    another membership comes back, except where one `switches` between them.
    """

    def decorator(view: LidView[P]) -> View[P]:
        @wraps(view)
        def gated(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return without_session(request)
            # Before the role: what was typed must not be lost in a 404 of the other organisation.
            if not switches and for_other_membership(request):
                return other_membership(request)
            lid = getattr(request, "lid", None)
            if lid is None or (rollen and lid.rol not in rollen):
                log_refusal(request)
                raise Http404
            if step_before(request, ""):
                return without_proof(request)
            try:
                with watched() as sending:
                    response = view(request, *args, **kwargs)  # type: ignore[arg-type]  # the lid is there
            except Http404:
                log_refusal(request)
                raise
            measure(request, lid, sending, response)
            return response

        gated.rollen = rollen  # type: ignore[attr-defined]  # read by the access test
        return gated

    return decorator
