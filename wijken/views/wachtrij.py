"""What waits on a device: the page that lists it, and what the device must know to send it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wijken.queries.lid import memberships
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.form_membership import signed
from wijken.toegang.middleware import LidRequest
from wijken.toegang.proof import step_before
from wijken.toegang.shell import shell


@leden(*WELZIJN)
@shell
@require_safe
def wachtend(request: LidRequest) -> HttpResponse:
    """The page that lists what waits on this device; the device itself fills it."""
    return render(request, "wijken/wachtrij/wachtend.html")


@never_cache
@require_safe
def wie(request: HttpRequest) -> JsonResponse:
    """Tell a device who is logged in now, with what a form needs that comes from a kept page.

    Without a session, or without its second step, it says where one goes first.
    """
    nu = timezone.now().isoformat()
    naar = reverse("wachtend")
    if not request.user.is_authenticated:
        first = f"{reverse('account_login')}?{urlencode({'next': naar})}"
    else:
        first = step_before(request, naar)
    lid = getattr(request, "lid", None)
    if first or lid is None:
        return JsonResponse({"nu": nu, "lid": "", "leden": [], "csrf": "", "inloggen": first})
    own = [
        {"lid": signed(one), "organisatie": one.organisatie.naam}
        for one in memberships(request.user)
    ]
    return JsonResponse(
        {"nu": nu, "lid": signed(lid), "leden": own, "csrf": get_token(request), "inloggen": ""}
    )
