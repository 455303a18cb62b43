"""Pages of the municipality: what it received, and answering."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from opbouw.lib.forms import accepted
from signalen.actions.antwoord import answer
from signalen.forms.antwoord import AntwoordForm
from signalen.inhoud import from_json
from signalen.models import Agendanotitie, Antwoord, NotitieStaat
from signalen.queries.notitie import last_version, received_notities, received_page, with_answers
from wijken.access import GEMEENTE, leden
from wijken.middleware import LidRequest
from wijken.models import Rol


@leden(*GEMEENTE)
def lijst(request: LidRequest) -> HttpResponse:
    """The notes that were sent to this municipality, newest first."""
    page = received_page(request.lid, after=request.GET.get("na"))
    part = "#rijen" if request.htmx else ""
    return render(request, f"signalen/antwoord/lijst.html{part}", {"page": page})


@leden(*GEMEENTE)
def detail(request: LidRequest, pk: int) -> HttpResponse:
    """Page one of a note, the PDF, and what is asked."""
    notitie = _notitie(request, pk)
    versie = last_version(notitie)
    context = {
        "notitie": notitie,
        "inhoud": from_json(versie.inhoud) if versie else None,
        "vragen": with_answers(notitie),
        "mag_antwoorden": request.lid.rol == Rol.BEANTWOORDER
        and notitie.staat == NotitieStaat.VERZONDEN,
    }
    return render(request, "signalen/antwoord/detail.html", context)


@leden(Rol.BEANTWOORDER)
def antwoord(request: LidRequest, pk: int, nummer: int) -> HttpResponse:
    """Answer one vraag."""
    notitie = _notitie(request, pk)
    vraag = get_object_or_404(with_answers(notitie), nummer=nummer)
    earlier = Antwoord.objects.filter(vraag=vraag).first()
    form = AntwoordForm(request.POST or None, initial=_initial(earlier))
    if (
        request.method == "POST"
        and form.is_valid()
        and accepted(form, lambda: answer(vraag=vraag, by=request.lid, content=form.content))
    ):
        messages.success(request, _("Antwoord bewaard."))
        return redirect("ontvangen_notitie", pk)
    context = {"notitie": notitie, "vraag": vraag, "form": form}
    return render(
        request,
        "signalen/antwoord/antwoord.html",
        context,
        status=422 if form.is_bound else 200,
    )


def _notitie(request: LidRequest, pk: int) -> Agendanotitie:
    return get_object_or_404(received_notities(request.lid), pk=pk)


def _initial(earlier: Antwoord | None) -> dict[str, object]:
    if earlier is None:
        return {}
    names = set(AntwoordForm.base_fields) - {"nagekeken"}
    return {name: getattr(earlier, name) for name in names}
