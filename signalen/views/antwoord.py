"""Pages of the municipality: what it received, and answering."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from signalen.actions.antwoord import answer
from signalen.forms.antwoord import AntwoordForm
from signalen.inhoud import from_json
from signalen.models import Agendanotitie, Antwoord, NotitieStaat
from signalen.queries.antwoord import stored_answer
from signalen.queries.notitie import (
    last_version,
    received_notities,
    received_page,
    unanswered,
    with_answers,
)
from wijken.models import Rol
from wijken.toegang.access import GEMEENTE, leden
from wijken.toegang.middleware import LidRequest


@leden(*GEMEENTE)
@require_safe
def lijst(request: LidRequest) -> HttpResponse:
    """The notes that were sent to this municipality, newest first."""
    page = received_page(request.lid, after=request.GET.get("na"))
    part = "#rijen" if request.htmx else ""
    return render(request, f"signalen/antwoord/lijst.html{part}", {"page": page})


@leden(*GEMEENTE)
@require_safe
def detail(request: LidRequest, pk: int) -> HttpResponse:
    """Page one of a note, the PDF, and what is asked."""
    notitie = _notitie(request, pk)
    versie = last_version(notitie)
    may = request.lid.rol == Rol.BEANTWOORDER and notitie.staat == NotitieStaat.VERZONDEN
    vragen = list(with_answers(notitie))
    context = {
        "notitie": notitie,
        "inhoud": from_json(versie.inhoud) if versie else None,
        "vragen": vragen,
        "begonnen": any(hasattr(vraag, "antwoord") for vraag in vragen),
        "mag_antwoorden": may,
        "volgende": unanswered(notitie).first() if may else None,
    }
    return render(request, "signalen/antwoord/detail.html", context)


@leden(Rol.BEANTWOORDER)
@takes_form
def antwoord(request: LidRequest, pk: int, nummer: int) -> HttpResponse:
    """Answer one vraag."""
    notitie = _notitie(request, pk)
    vraag = get_object_or_404(with_answers(notitie), nummer=nummer)
    if request.method != "POST" and notitie.staat != NotitieStaat.VERZONDEN:
        messages.info(request, _("Alles is beantwoord. Een antwoord verandert niet meer."))
        return redirect("ontvangen_notitie", pk)
    form = AntwoordForm(posted(request), initial=_initial(stored_answer(vraag)))
    if form.is_valid():
        with refusals_on(form):
            answer(
                vraag=vraag,
                by=request.lid,
                stand=form.cleaned_data["stand"],
                content=form.content,
            )
            messages.success(request, _saved(unanswered(notitie).count()))
            return redirect("ontvangen_notitie", pk)
    left = set(unanswered(notitie).values_list("nummer", flat=True))
    context = {
        "notitie": notitie,
        "vraag": vraag,
        # What was typed stays on the page, below the answer that was first.
        "ander": stored_answer(vraag) if form.non_field_errors() else None,
        "laatste": left == {nummer},
    }
    return form_page(request, "signalen/antwoord/antwoord.html", form, context)


def _notitie(request: LidRequest, pk: int) -> Agendanotitie:
    return get_object_or_404(received_notities(request.lid), pk=pk)


def _saved(left: int) -> str:
    if not left:
        return _("Antwoord bewaard. Alles is beantwoord.")
    text = ngettext(
        "Antwoord bewaard. Nog %(left)s vraag te gaan.",
        "Antwoord bewaard. Nog %(left)s vragen te gaan.",
        left,
    )
    return text % {"left": left}


def _initial(earlier: Antwoord | None) -> dict[str, object]:
    if earlier is None:
        return {}
    names = set(AntwoordForm.base_fields) - {"nagekeken"}
    return {name: getattr(earlier, name) for name in names}
