"""Pages of a contact that know what rests on it: correct it, remove it, add it to a signal."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from opbouw.lib.web.params import LONGEST
from signalen.actions.contact import change_contact, remove_contact
from signalen.actions.signaal import gather_contacts
from signalen.queries.contact import (
    change_obstacle,
    may_belong_to,
    remove_obstacle,
    signaal_to_join,
)
from wijken.forms.contact import ContactForm, ContactWijzigForm, as_typed
from wijken.models import Contactmoment
from wijken.queries.afspraak import appointments_of
from wijken.queries.contact import visible_contacts
from wijken.queries.ongedaan import may_undo
from wijken.queries.wijzigen import may_change
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest
from wijken.views.contact import noteer_page


@leden(*WELZIJN)
@takes_form
def wijzig(request: LidRequest, pk: int) -> HttpResponse:
    """Correct a contact."""
    contact = _contact(request, pk)
    if not may_change(contact, request.lid):
        raise Http404
    if request.method != "POST" and (obstacle := change_obstacle(contact)):
        messages.info(request, obstacle)
        return redirect("contact", pk)
    form = ContactWijzigForm(posted(request), lid=request.lid, contact=contact)
    if form.is_valid():
        with refusals_on(form):
            change_contact(
                contact=contact,
                by=request.lid,
                stand=form.cleaned_data["stand"],
                content=form.content,
            )
            messages.success(request, _("Gewijzigd."))
            return redirect("contact", pk)
    return form_page(request, "wijken/contact/wijzig.html", form, {"contact": contact})


@leden(*WELZIJN)
@takes_form
def verwijder(request: LidRequest, pk: int) -> HttpResponse:
    """Ask whether a contact was noted by mistake, and remove it."""
    contact = _contact(request, pk)
    if contact.door_id != request.lid.pk:
        raise Http404
    if request.method == "POST":
        remove_contact(contact=contact, by=request.lid)
        messages.success(request, _("Verwijderd."))
        return redirect("contacten")
    if obstacle := remove_obstacle(contact):
        messages.info(request, obstacle)
        return redirect("contact", pk)
    context = {"contact": contact, "afspraken": appointments_of(contact)}
    return render(request, "wijken/contact/verwijder.html", context)


@leden(*WELZIJN)
@require_POST
def ongedaan(request: LidRequest, pk: int) -> HttpResponse:
    """Undo a contact that was noted just now; what was typed comes back in the form."""
    fresh = may_undo(pk, request.POST.get("zojuist", ""))
    if fresh and not visible_contacts(request.lid).filter(pk=pk).exists():
        # A second tap, or the answer to the first was lost on the way.
        messages.info(request, _("Dit contact is al ongedaan gemaakt."))
        return redirect("contact_nieuw")
    contact = _contact(request, pk)
    if contact.door_id != request.lid.pk:
        raise Http404
    if not fresh:
        text = _("Ongedaan maken kan een halve minuut. Je kunt dit contact nog wel wijzigen.")
        messages.info(request, text)
        return redirect("contact", pk)
    form = ContactForm(lid=request.lid, initial=as_typed(contact))
    remove_contact(contact=contact, by=request.lid)
    text = _("Ongedaan gemaakt: er is niets genoteerd. Wat je invulde staat hier nog.")
    messages.success(request, text)
    return noteer_page(request, form, ongedaan=True)


@leden(*WELZIJN)
@takes_form
def signaal(request: LidRequest, pk: int) -> HttpResponse:
    """Heard again: the open signals of this wijk, each one tap away."""
    contact = _contact(request, pk)
    if request.method == "POST":
        chosen = request.POST.get("signaal", "")
        known = chosen.isascii() and chosen.isdecimal() and len(chosen) <= LONGEST
        heard = signaal_to_join(request.lid, int(chosen)) if known else None
        if heard is None:
            raise Http404
        gather_contacts(signaal=heard, by=request.lid, contacten=[contact])
        messages.success(request, _("Hoort nu bij “%(title)s”.") % {"title": heard.titel})
        return redirect("contact", pk)
    context = {"contact": contact, "erbij": may_belong_to(contact, request.lid)}
    part = "#lijst" if request.htmx else ""
    return render(request, f"signalen/contact/signaal.html{part}", context)


def _contact(request: LidRequest, pk: int) -> Contactmoment:
    return get_object_or_404(visible_contacts(request.lid), pk=pk)
