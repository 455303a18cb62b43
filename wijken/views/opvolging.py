"""In the administration: what a new division left without a successor, moved or ended."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opbouw.lib.web.bodies import FILE_BODY, takes_body
from opbouw.lib.web.form_page import refusals_as_messages, refusals_on, takes_form
from opbouw.lib.web.params import posted_int
from wijken.actions.inlezing import Inlezer
from wijken.actions.opvolging import store_opvolging
from wijken.actions.werkgebied import end_gebieden, move_gebieden
from wijken.forms.opvolging import OpvolgingForm
from wijken.models import Lidmaatschap, Organisatie
from wijken.queries.opvolging import (
    Verhuizing,
    moves_of_members,
    moves_of_organisations,
    without_successor,
)
from wijken.toegang.administrator import Administrator


@dataclass
class Groep:
    """What can be moved or ended in one organisation."""

    organisatie: Organisatie
    rijen: list[Verhuizing] = field(default_factory=list)


@takes_body(FILE_BODY)
@takes_form
def opvolging(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show what has no successor; take a table; move or end working areas."""
    if not request.user.has_perm("wijken.change_organisatie"):
        raise PermissionDenied
    form = OpvolgingForm()
    if request.method == "POST":
        if request.POST.get("actie") in ("verplaats", "beeindig"):
            _settle(request)
            return redirect("admin:opvolging")
        form = OpvolgingForm(request.POST, request.FILES)
        if form.is_valid():
            with refusals_on(form):
                codes = store_opvolging(
                    rijen=form.cleaned_data["tabel"],
                    jaar=form.cleaned_data["jaar"],
                    bron=form.cleaned_data["bron"],
                    by=Inlezer(int(request.user.pk or 0)),
                )
                said = ngettext(
                    "%(number)s code heeft een nieuwe opvolger.",
                    "%(number)s codes hebben een nieuwe opvolger.",
                    codes,
                )
                messages.success(request, said % {"number": codes})
                return redirect("admin:opvolging")
    context = {
        **site.each_context(request),
        "title": _("Nieuwe indeling van gebieden"),
        "form": form,
        "zonder": without_successor(),
        "groepen": _groups(),
    }
    status = 422 if form.errors else 200
    return render(request, "wijken/beheer/opvolging.html", context, status=status)


def _settle(request: HttpRequest) -> None:
    """Move or end what one line of the page shows."""
    pk = posted_int(request, "pk")
    wie: Organisatie | Lidmaatschap
    if request.POST.get("soort") == "lid":
        wie = get_object_or_404(Lidmaatschap, pk=pk)
    else:
        wie = get_object_or_404(Organisatie, pk=pk)
    end = request.POST["actie"] == "beeindig"
    organisatie = wie.pk if isinstance(wie, Organisatie) else wie.organisatie_id
    by = Administrator(int(request.user.pk or 0), organisatie)
    with refusals_as_messages(request):
        # A button acts on what its page showed.
        stand = request.POST.get("stand") or "none"
        act = end_gebieden if end else move_gebieden
        act(wie=wie, by=by, stand=stand)
        messages.success(request, _("Bijgewerkt."))


def _groups() -> list[Groep]:
    groups: dict[int, Groep] = {}
    for one in (*moves_of_organisations(), *moves_of_members()):
        organisatie = one.wie if isinstance(one.wie, Organisatie) else one.wie.organisatie
        groups.setdefault(organisatie.pk, Groep(organisatie)).rijen.append(one)
    return sorted(groups.values(), key=lambda group: group.organisatie.naam.casefold())
