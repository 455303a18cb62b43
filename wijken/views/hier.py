"""In which buurt a device is. The place travels in the body of a request, which no log holds."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from wijken.forms.hier import place_in
from wijken.queries.noteer import buurt_at
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@require_POST
def hier(request: LidRequest) -> HttpResponse:
    """Answer with the buurt around the place that was sent, or with none."""
    place = place_in(request.POST)
    buurt = buurt_at(request.lid, place) if place else None
    return JsonResponse({"buurt": buurt and {"pk": buurt.pk, "naam": buurt.naam}})
