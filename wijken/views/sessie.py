"""Where you are logged in, and ending it elsewhere; it asks first whether it is really you."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from wijken.actions.sessie import end_session, end_sessions
from wijken.queries.sessie import sessions_of
from wijken.toegang.middleware import GebruikerRequest


@login_required
@require_safe
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def sessies(request: GebruikerRequest) -> HttpResponse:
    """The devices on which this account is logged in."""
    here = request.session.session_key
    rows = [(sessie, sessie.pk == here) for sessie in sessions_of(request.user)]
    return render(request, "account/sessies.html", {"sessies": rows})


@login_required
@require_POST
def sessies_beeindigen(request: GebruikerRequest) -> HttpResponse:
    """End one of them, or with `alle` every other one."""
    if not did_recently_reauthenticate(request):
        return redirect("sessies")  # which asks it; allauth would keep this form and its address
    if "alle" in request.POST:
        ended = end_sessions(
            of=request.user, by=request.user, keep=request.session.session_key or ""
        )
        text = ngettext(
            "Je bent op %(aantal)d ander toestel uitgelogd.",
            "Je bent op %(aantal)d andere toestellen uitgelogd.",
            ended,
        )
        messages.success(request, text % {"aantal": ended})
    elif end_session(of=request.user, merk=request.POST.get("merk", "")):
        messages.success(request, _("Je bent daar uitgelogd."))
    else:
        messages.info(request, _("Daar was je al uitgelogd."))
    return redirect("sessies")
