"""Pages that a phone may keep: drawn without a name, a token or a count."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http.response import HttpResponseBase

from wijken.toegang.form_membership import signed
from wijken.toegang.middleware import LidRequest

# Only our worker (static/js/werker.js) sends it; the answer says for which membership it is.
HEADER = "X-Schil"

P = ParamSpec("P")
LidView = Callable[Concatenate[LidRequest, P], HttpResponseBase]


def shell(view: LidView[P]) -> LidView[P]:
    """Let the worker of a phone keep this page; comes below `@leden`."""

    @wraps(view)
    def drawn(request: LidRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method != "GET" or HEADER not in request.headers:
            return view(request, *args, **kwargs)
        request.schil = True  # type: ignore[attr-defined]  # read by is_shell
        response = view(request, *args, **kwargs)
        response.headers[HEADER] = signed(request.lid)
        return response

    return drawn
