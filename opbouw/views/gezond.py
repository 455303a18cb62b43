"""Whether this process can do its work, for a load balancer."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def gezond(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, 503 when it does not; nothing else is told."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"gezond": False}, status=503)
    return JsonResponse({"gezond": True})
