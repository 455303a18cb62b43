"""Pages of rondes: walks with many short talks."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from opbouw.lib.web.wachtrij import stored
from wijken.actions.ronde import note_ronde, remove_ronde
from wijken.forms.ronde import RondeForm
from wijken.models import Ronde
from wijken.queries.contact import visible_contacts
from wijken.queries.ronde import ronde_page, visible_rondes
from wijken.queries.wijzigen import may_change
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest
from wijken.toegang.shell import shell


@leden(*WELZIJN)
@require_safe
def lijst(request: LidRequest) -> HttpResponse:
    """The team's rondes, newest first."""
    page = ronde_page(request.lid, after=request.GET.get("na"))
    part = "#rijen" if request.htmx else ""
    return render(request, f"wijken/ronde/lijst.html{part}", {"page": page})


@leden(*WELZIJN)
@shell
@takes_form
def nieuw(request: LidRequest) -> HttpResponse:
    """Count talks while walking, and keep them when the walk is over."""
    form = RondeForm(posted(request), lid=request.lid)
    if form.is_valid():
        with refusals_on(form, first=_page):
            ronde, new = note_ronde(
                by=request.lid,
                sleutel=form.cleaned_data["sleutel"],
                content=form.content,
                tellingen=form.tellingen,
                gesprekken=form.contacten,
            )
            kept = _("Bewaard: %(ronde)s.") % {"ronde": ronde.samenvatting}
            text = kept if new else _("Deze ronde stond er al.")
            return stored(request, text, url=_page(ronde))
    return form_page(request, "wijken/ronde/nieuw.html", form)


@leden(*WELZIJN)
@require_safe
def detail(request: LidRequest, pk: int) -> HttpResponse:
    """What a walk came to, and the contacts in it."""
    ronde = get_object_or_404(visible_rondes(request.lid), pk=pk)
    rijen = [(telling.waar, telling.waarover, telling.aantal) for telling in ronde.tellingen.all()]
    context = {
        "ronde": ronde,
        "koppen": [_("Plek"), _("Waarover"), _("Praatjes")],
        "rijen": rijen,
        "contacten": visible_contacts(request.lid).filter(ronde=ronde),
        "mag_verwijderen": may_change(ronde, request.lid),
    }
    return render(request, "wijken/ronde/detail.html", context)


@leden(*WELZIJN)
@takes_form
def verwijder(request: LidRequest, pk: int) -> HttpResponse:
    """Ask whether a walk was noted by mistake, and remove it."""
    ronde = get_object_or_404(visible_rondes(request.lid), pk=pk)
    if not may_change(ronde, request.lid):
        raise Http404
    if request.method == "POST":
        remove_ronde(ronde=ronde, by=request.lid)
        messages.success(request, _("Verwijderd."))
        return redirect("rondes")
    return render(request, "wijken/ronde/verwijder.html", {"ronde": ronde})


def _page(ronde: Ronde) -> str:
    return reverse("ronde", args=[ronde.pk])
