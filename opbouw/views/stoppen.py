"""Taking a colleague out of the team: what is open, who takes it over, and the press itself."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from opbouw.queries.stoppen import hand_overs, kind_of_work, open_work
from wijken.actions.lid import stop_member
from wijken.contract import Lidmaatschap
from wijken.forms.stoppen import StopForm
from wijken.queries.lid import MANAGERS, may_manage, team
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest


@leden(*MANAGERS)
@takes_form
def lid_stoppen(request: LidRequest, pk: int) -> HttpResponse:
    """Show what a colleague leaves to be done, and take them out of the team."""
    lid = get_object_or_404(team(request.lid), pk=pk)
    if not may_manage(request.lid, lid):
        raise Http404
    if request.method == "GET" and "soort" in request.GET:
        return _whole_list(request, lid)
    form = StopForm(posted(request), lid=lid)
    if form.is_valid():
        with refusals_on(form):
            naar = form.cleaned_data["naar"]
            stop_member(lid=lid, by=request.lid, naar=naar, pass_on=hand_overs())
            words = {"naam": lid.gebruiker.naam}
            messages.success(request, _("%(naam)s kan er niet meer in.") % words)
            return redirect("team")
    context = {"ander": lid, "werk": open_work(lid)}
    return form_page(request, "wijken/team/stoppen.html", form, context)


def _whole_list(request: LidRequest, lid: Lidmaatschap) -> HttpResponse:
    """All of one kind, where the page shows the first."""
    after = request.GET.get("na")
    soort = kind_of_work(lid, request.GET["soort"], after=after)
    if soort is None:
        raise Http404
    context = {"ander": lid, "soort": soort, "begin": bool(after)}
    part = "#rijen" if request.htmx else ""
    return render(request, f"wijken/team/laat_achter.html{part}", context)
