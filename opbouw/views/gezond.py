"""Whether this process can do its work, for a load balancer."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from opbouw.lib.database.health import answers


@never_cache
@require_safe
def gezond(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, 503 within a second when not; nothing else is told."""
    well = answers()
    return JsonResponse({"gezond": well}, status=200 if well else 503)
