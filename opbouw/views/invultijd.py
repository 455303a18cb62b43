"""What filling in costs: per form and month, of the whole team."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opbouw.queries.invultijd import costs
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@require_safe
def invultijd(request: LidRequest) -> HttpResponse:
    """How long forms are open until they are saved, and which fields stay empty."""
    formulieren = costs(request.lid, timezone.localdate())
    context = {
        "formulieren": formulieren,
        "koppen": [_("Formulier"), _("Bewaard"), _("De helft was klaar binnen")],
        "rijen": [(one.titel, one.keer, one.helft) for one in formulieren],
        "maandkoppen": [_("Maand"), _("Bewaard"), _("De helft was klaar binnen")],
        "leeg": [one for one in formulieren if one.nooit],
    }
    return render(request, "opbouw/invultijd.html", context)
