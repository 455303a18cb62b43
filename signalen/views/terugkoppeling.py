"""The page on which a signal is told back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from signalen.actions.terugkoppeling import tell_back
from signalen.models import Signaal, SignaalStaat
from signalen.queries.signaal import visible_signalen
from signalen.queries.terugkoppeling import answered_about
from wijken.forms.terugkoppeling import TerugkoppelingForm
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest

TO_TELL = (SignaalStaat.BEANTWOORD, SignaalStaat.NIET_OP_DE_AGENDA, SignaalStaat.TERUGGEKOPPELD)


@leden(*WELZIJN)
@takes_form
def signaal_terugkoppeling(request: LidRequest, pk: int) -> HttpResponse:
    """Record that the circle was told what came of its signal."""
    signaal = get_object_or_404(visible_signalen(request.lid), pk=pk)
    if request.method != "POST" and signaal.staat not in TO_TELL:
        messages.info(request, _too_early(signaal))
        return redirect("signaal", pk)
    form = TerugkoppelingForm(posted(request), initial=_circle(signaal))
    if form.is_valid():
        with refusals_on(form, first=lambda _row: reverse("signaal", args=[pk])):
            tell_back(
                signaal=signaal,
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                content=form.content,
            )
            messages.success(request, _("Verteld. De cirkel is rond."))
            return redirect("signaal", signaal.pk)
    context = {"signaal": signaal, "vragen": answered_about(signaal)}
    return form_page(request, "signalen/terugkoppeling/nieuw.html", form, context)


def _too_early(signaal: Signaal) -> str:
    if signaal.staat == SignaalStaat.OP_DE_AGENDA:
        return _("Er is nog niets terug te vertellen: de gemeente heeft nog niet geantwoord.")
    return _("Er is nog niets terug te vertellen: dit signaal ging nog niet naar de gemeente.")


def _circle(signaal: Signaal) -> dict[str, object]:
    if signaal.staat == SignaalStaat.TERUGGEKOPPELD:
        return {}
    return {"kring": signaal.kring, "waar": signaal.kring_waar}
