"""Pages of the team, and choosing for which organisation you work now."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opbouw.lib.jobs.mail import Unsettled, unsettled_mails
from opbouw.lib.web.form_page import (
    form_page,
    posted,
    refusals_as_messages,
    refusals_on,
    takes_form,
)
from opbouw.lib.web.submitted import is_local_path
from wijken.actions.lid import bring_back, change_member
from wijken.actions.vertrokken import empty_at_once
from wijken.actions.werkgebied import settle_member
from wijken.forms.lid import LidForm
from wijken.models import Lidmaatschap, Rol, Uitnodiging
from wijken.queries.lid import (
    MANAGERS,
    SESSION_KEY,
    grantable,
    may_manage,
    memberships,
    team,
)
from wijken.queries.opvolging import Verhuizing, moves_of_members
from wijken.queries.uitnodiging import open_invitations
from wijken.queries.vertrokken import kept_elsewhere
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest

# It cannot be undone, so a coördinator leaves it to these two.
EMPTIERS = (Rol.BEHEERDER, Rol.BEANTWOORDER)


@leden()
@require_safe
def team_page(request: LidRequest) -> HttpResponse:
    """The team; managers also see invitations and former members."""
    manages = bool(grantable(request.lid))
    members = [(lid, may_manage(request.lid, lid)) for lid in team(request.lid)]
    stopped = [pair for pair in members if manages and _can_come_back(pair[0])]
    context = {
        "beheert": manages,
        "leden": [pair for pair in members if pair[0].actief],
        "gestopt": stopped,
        "blijft": kept_elsewhere([lid for lid, _may in stopped]),
        "mag_leegmaken": request.lid.rol in EMPTIERS,
        "mag_inzien": request.lid.rol == Rol.BEHEERDER,
        "uitnodigingen": _invitations(request.lid) if manages else [],
        "rollen": grantable(request.lid),
        "verhuizingen": _moves(request.lid) if manages else [],
        "ziet_bewaren": request.lid.rol in (Rol.COORDINATOR, Rol.BEHEERDER),
        "ziet_invultijd": request.lid.rol in WELZIJN,
    }
    return render(request, "wijken/team/team.html", context)


def _invitations(lid: Lidmaatschap) -> list[tuple[Uitnodiging, Unsettled]]:
    """Return the open invitations, each with what became of its mail."""
    found = list(open_invitations(lid))
    mails = unsettled_mails(found)
    return [(one, mails[one.pk]) for one in found]


@leden(*MANAGERS)
@takes_form
def lid_wijzigen(request: LidRequest, pk: int) -> HttpResponse:
    """Change the role and areas of a colleague."""
    lid = _manageable(request, pk)
    form = LidForm(posted(request), by=request.lid, lid=lid)
    if form.is_valid():
        with refusals_on(form):
            change_member(lid=lid, by=request.lid, **form.cleaned_data)
            messages.success(request, _("Bewaard."))
            return redirect("team")
    return form_page(request, "wijken/team/lid.html", form, {"ander": lid})


@leden(*MANAGERS)
@require_POST
def lid_gebieden(request: LidRequest, pk: int) -> HttpResponse:
    """Move the areas of a colleague to what followed them, or end those that nothing followed."""
    lid = _manageable(request, pk)
    end = request.POST.get("actie") == "beeindig"
    # A button acts on what its page showed.
    stand = request.POST.get("stand") or "none"
    with refusals_as_messages(request):
        settle_member(lid=lid, by=request.lid, end=end, stand=stand)
        messages.success(
            request, _("Het werkgebied van %(naam)s is bijgewerkt.") % {"naam": lid.gebruiker.naam}
        )
    return redirect("team")


@leden(*MANAGERS)
@require_POST
def lid_terug(request: LidRequest, pk: int) -> HttpResponse:
    """Restore a colleague who stopped."""
    lid = _manageable(request, pk)
    with refusals_as_messages(request):
        bring_back(lid=lid, by=request.lid)
        messages.success(request, _("%(naam)s doet weer mee.") % {"naam": lid.gebruiker.naam})
    return redirect("team")


@leden(*EMPTIERS)
@takes_form
def lid_leegmaken(request: LidRequest, pk: int) -> HttpResponse:
    """Ask whether the account of a colleague who stopped must be emptied now, and do it."""
    lid = _manageable(request, pk)
    if request.method == "POST":
        with refusals_as_messages(request):
            empty_at_once(lid=lid, by=request.lid)
            messages.success(request, _("Leeggemaakt. Wat is genoteerd, staat er nog."))
        return redirect("team")
    return render(request, "wijken/team/leegmaken.html", {"ander": lid})


@leden(switches=True)
@require_POST
def lid_wisselen(request: LidRequest) -> HttpResponse:
    """Continue as a member of another organisation.

    With `opnieuw` in the address this is a form that came back: the browser sends it on as it is.
    """
    chosen = request.GET.get("lid") or request.POST.get("lid", "")
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 19):
        raise Http404
    lid = get_object_or_404(memberships(request.user), pk=int(chosen))
    request.session[SESSION_KEY] = lid.pk
    messages.success(request, _("Je werkt nu voor %(naam)s.") % {"naam": lid.organisatie.naam})
    again, onward = request.GET.get("opnieuw", ""), request.POST.get("naar", "")
    if is_local_path(again):
        return HttpResponseRedirect(again, preserve_request=True)
    return HttpResponseRedirect(onward if is_local_path(onward) else reverse("vandaag"))


def _can_come_back(lid: Lidmaatschap) -> bool:
    return not lid.actief and lid.gebruiker.leeggemaakt_op is None


def _moves(lid: Lidmaatschap) -> list[tuple[Verhuizing, bool]]:
    """Return what changed in the areas of the team, and whether this manager may settle it."""
    found = moves_of_members(lid.organisatie)
    return [(one, isinstance(one.wie, Lidmaatschap) and may_manage(lid, one.wie)) for one in found]


def _manageable(request: LidRequest, pk: int) -> Lidmaatschap:
    lid = get_object_or_404(team(request.lid), pk=pk)
    if not may_manage(request.lid, lid):
        raise Http404
    return lid
