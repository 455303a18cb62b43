"""Inviting, withdrawing, and the page behind the secret link."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from opbouw.lib.web import limits
from opbouw.lib.web.form_page import (
    form_page,
    posted,
    refusals_as_messages,
    refusals_on,
    takes_form,
)
from opbouw.lib.writing.transitions import Refused
from wijken.actions.uitnodiging import accept_as, accept_new, invite, withdraw
from wijken.forms.uitnodiging import AccountForm, UitnodigingForm
from wijken.models import Lidmaatschap, Uitnodiging
from wijken.queries.lid import MANAGERS, SESSION_KEY
from wijken.queries.uitnodiging import account_of, by_token, of_organisation
from wijken.toegang.access import leden
from wijken.toegang.middleware import LidRequest

PER_HOUR = 30


@leden(*MANAGERS)
@takes_form
def uitnodigen(request: LidRequest) -> HttpResponse:
    """Invite somebody to the team."""
    form = UitnodigingForm(posted(request), by=request.lid)
    if form.is_valid():
        with refusals_on(form):
            uitnodiging, new = _invite(request.lid, form.cleaned_data)
            text = _("De uitnodiging voor %(naam)s wordt gemaild.")
            if not new:
                text = _("Er liep al een uitnodiging voor dit adres: %(naam)s.")
            messages.success(request, text % {"naam": uitnodiging.naam})
            return redirect("team")
    return form_page(request, "wijken/uitnodiging/nieuw.html", form)


@leden(*MANAGERS)
@require_POST
def uitnodiging_intrekken(request: LidRequest, pk: int) -> HttpResponse:
    """Invalidate the link of an invitation."""
    uitnodiging = get_object_or_404(of_organisation(request.lid), pk=pk)
    with refusals_as_messages(request):
        withdraw(uitnodiging=uitnodiging, by=request.lid)
        messages.success(request, _("De uitnodiging is ingetrokken. De link werkt niet meer."))
    return redirect("team")


@never_cache
@takes_form
def uitnodiging(request: HttpRequest, token: str) -> HttpResponse:
    """Answer an invitation: log in, join, or make an account."""
    found = by_token(token)
    if found is None:
        response = render(request, "wijken/uitnodiging/verlopen.html", status=404)
    elif request.user.is_authenticated:
        response = _join(request, found)
    elif account_of(found) is not None:
        response = render(
            request,
            "wijken/uitnodiging/inloggen.html",
            {"uitnodiging": found, "login_url": f"{reverse('account_login')}?next={request.path}"},
        )
    else:
        response = _new_account(request, found)
    # Not no-referrer: with that a browser sends the form with `Origin: null`, which is refused.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _invite(lid: Lidmaatschap, content: dict[str, Any]) -> tuple[Uitnodiging, bool]:
    # A stolen account must not become a mail cannon.
    if not limits.hit(f"uitnodigen:{lid.pk}", limit=PER_HOUR, seconds=3600):
        raise Refused(_("Dit zijn veel uitnodigingen. Ga over een uur verder."))
    return invite(by=lid, **content)


def _join(request: HttpRequest, found: Uitnodiging) -> HttpResponse:
    context: dict[str, Any] = {
        "uitnodiging": found,
        "eigen": request.user.is_authenticated and request.user.email == found.email,
    }
    if request.method == "POST" and request.user.is_authenticated:
        with refusals_as_messages(request):
            lid = accept_as(uitnodiging=found, gebruiker=request.user)
            request.session[SESSION_KEY] = lid.pk
            messages.success(request, _("Welkom bij %(naam)s.") % {"naam": found.organisatie.naam})
            return redirect("vandaag")
    return render(request, "wijken/uitnodiging/aansluiten.html", context)


def _new_account(request: HttpRequest, found: Uitnodiging) -> HttpResponse:
    form = AccountForm(posted(request), uitnodiging=found)
    if form.is_valid():
        with refusals_on(form):
            lid = accept_new(
                uitnodiging=found,
                naam=form.cleaned_data["naam"],
                password=form.cleaned_data["wachtwoord"],
            )
            # They proved who they are a moment ago, so setting a second step asks nothing again.
            record_authentication(
                request, lid.gebruiker, method="uitnodiging", reauthenticated=True
            )
            response: HttpResponse = perform_login(
                request, lid.gebruiker, redirect_url=reverse("mfa_index")
            )
            return response
    return form_page(request, "wijken/uitnodiging/account.html", form, {"uitnodiging": found})
