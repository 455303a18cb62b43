"""One search over everything, and the searches that a member keeps."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opbouw.lib.web.choices import Keuze
from opbouw.lib.web.form_page import form_page, posted, refusals_on, takes_form
from opbouw.lib.web.params import text_param
from opbouw.queries.zoeken import Uitkomst, kinds, search
from wijken.actions.zoekfilter import drop_search, keep_search
from wijken.forms.zoeken import ZoekfilterForm, ZoekForm
from wijken.queries.zoeken import own_filters
from wijken.toegang.access import WELZIJN, leden
from wijken.toegang.middleware import LidRequest


@leden(*WELZIJN)
@require_safe
def zoeken(request: LidRequest) -> HttpResponse:
    """Look for words, by choices, or both."""
    # A NUL is a 404: PostgreSQL cannot look for one.
    text_param(request, "woorden")
    form = _form(request, request.GET)
    vraag = form.chosen()
    uitkomst: Uitkomst | None = None
    if vraag is not None and not vraag.leeg:
        uitkomst = search(request.lid, vraag, after=request.GET.get("na"))
    een = next((kind for kind in kinds() if vraag and vraag.soort == kind.soort), None)
    context = {
        "form": form,
        "uitkomst": uitkomst,
        "query": form.query if uitkomst else "",
        "bewaard": own_filters(request.lid),
        "een_soort": een is not None,
        "kop": een.titel if een else _("Gevonden"),
        "ouder": een.ouder if een else _("Toon wat ouder is"),
        "soorten": _soorten(form) if uitkomst else [],
        "gekozen": set(form.changed_data) - {"woorden"},
        "begin": bool(request.GET.get("na")),
    }
    part = "#rijen" if request.htmx else ""
    return render(request, f"opbouw/zoeken.html{part}", context)


@leden(*WELZIJN)
@takes_form
def bewaar(request: LidRequest) -> HttpResponse:
    """Keep a search under a name."""
    shown = {name: text_param(request, name) for name in ZoekForm.base_fields}
    form = ZoekfilterForm(
        posted(request),
        read=lambda data: _form(request, data),
        initial={
            "woorden": shown.pop("woorden"),
            "vraag": urlencode({name: value for name, value in shown.items() if value}),
        },
    )
    if form.is_valid():
        with refusals_on(form):
            kept, new = keep_search(
                by=request.lid, sleutel=form.cleaned_data["sleutel"], content=form.content
            )
            messages.success(request, _("Bewaard.") if new else _("Dit stond er al."))
            return redirect(f"{reverse('zoeken')}?{kept.vraag}")
    return form_page(request, "opbouw/zoekfilter.html", form)


@leden(*WELZIJN)
@require_POST
def weg(request: LidRequest, pk: int) -> HttpResponse:
    """Remove a search of one's own."""
    zoekfilter = get_object_or_404(own_filters(request.lid), pk=pk)
    drop_search(zoekfilter=zoekfilter, by=request.lid)
    messages.success(request, _("Weggehaald."))
    return redirect("zoeken")


def _soorten(form: ZoekForm) -> list[Keuze]:
    """Return the same search for each kind, and for all."""
    chosen = form.cleaned_data["soort"]
    every = [("", _("Alles")), *((kind.soort, str(kind.titel)) for kind in kinds())]
    return [
        Keuze(titel, f"?{form.query_with(soort=soort)}", soort == chosen) for soort, titel in every
    ]


def _form(request: LidRequest, data: QueryDict) -> ZoekForm:
    soorten = [(kind.soort, str(kind.titel)) for kind in kinds()]
    return ZoekForm(data, lid=request.lid, soorten=soorten)
