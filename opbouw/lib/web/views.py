"""The few pages of the ground itself."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from opbouw.lib.web import limits, pow  # noqa: A004 -- named after the thing; the built-in is not used


@never_cache
@require_safe
def altcha_challenge(request: HttpRequest) -> JsonResponse:
    """Hand out a challenge: a harder one to a busy address, none to one that never stops."""
    address = limits.client_address(request)
    if not limits.hit(f"challenge:{address}", limit=600, seconds=3600):
        return JsonResponse({"error": _("Te veel aanvragen. Probeer het later.")}, status=429)
    # A library easily sends thirty an hour; above that, each one costs ten times the work.
    calm = limits.hit(f"challenge-calm:{address}", limit=30, seconds=3600)
    return JsonResponse(pow.new_challenge(most=pow.NORMAL if calm else pow.HARD))
