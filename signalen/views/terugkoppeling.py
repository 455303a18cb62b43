"""The page on which a signal is told back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from opbouw.lib.forms import accepted
from opbouw.lib.transitions import Refused
from signalen.actions.terugkoppeling import tell_back
from signalen.models import Signaal, SignaalStaat
from signalen.queries.signaal import visible_signalen
from wijken.access import WELZIJN, leden
from wijken.forms.terugkoppeling import TerugkoppelingForm
from wijken.middleware import LidRequest

TO_TELL = (SignaalStaat.BEANTWOORD, SignaalStaat.NIET_OP_DE_AGENDA, SignaalStaat.TERUGGEKOPPELD)


@leden(*WELZIJN)
def signaal_terugkoppeling(request: LidRequest, pk: int) -> HttpResponse:
    """Record that the circle was told what came of its signal."""
    signaal = get_object_or_404(visible_signalen(request.lid), pk=pk)
    if request.method != "POST" and signaal.staat not in TO_TELL:
        raise Refused(_("Er is nog niets om terug te vertellen."))
    form = TerugkoppelingForm(request.POST or None, initial=_circle(signaal))
    if (
        request.method == "POST"
        and form.is_valid()
        and accepted(
            form,
            lambda: tell_back(
                signaal=signaal,
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                content=form.content,
            ),
        )
    ):
        messages.success(request, _("Verteld. De draad is rond."))
        return redirect("signaal", signaal.pk)
    context = {
        "form": form,
        "titel": _("Vertel het terug"),
        "boven": signaal.titel,
        "knop": _("Bewaar"),
        "terug_url": reverse("signaal", args=[signaal.pk]),
    }
    return render(request, "signalen/formulier.html", context, status=422 if form.is_bound else 200)


def _circle(signaal: Signaal) -> dict[str, object]:
    if signaal.staat == SignaalStaat.TERUGGEKOPPELD:
        return {}
    return {"kring": signaal.kring, "waar": signaal.kring_waar}
