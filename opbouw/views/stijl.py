"""The living style guide: every component of the list, drawn from its own examples."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines

from opbouw.lib.web.components.library import Component, all_components
from opbouw.lib.web.form_page import takes_form
from opbouw.stijl import VoorbeeldForm, example_data

# Shown as code alone: a page has one h1, and a thread to fetch would fetch this page into itself.
ONLY_CODE = {"kop", "foutpagina", "draad_laden"}


@dataclass(frozen=True)
class Voorbeeld:
    """One example of a component: how it is written, and what comes of it."""

    code: str
    html: str | None


@takes_form
def stijl(request: HttpRequest) -> HttpResponse:
    """Show all components, in the demo and to staff; `?fout` shows errors, `?rtl` mirrors.

    The buttons of its forms do nothing and lead back here.
    """
    if not (settings.DEMO or getattr(request.user, "is_staff", False)):
        raise Http404
    wrong = {"plek": "nergens", "verhaal": "Zo lang werd het verhaal. " * 14}
    data = {
        "form": VoorbeeldForm(wrong if "fout" in request.GET else None),
        "rtl": "rtl" in request.GET,
        **example_data(),
    }
    shown = [(component, list(_drawn(component, data, request))) for component in all_components()]
    return render(request, "stijl.html", {**data, "onderdelen": shown})


def _drawn(component: Component, data: dict[str, Any], request: HttpRequest) -> Iterator[Voorbeeld]:
    for code in component.examples:
        if component.name in ONLY_CODE:
            yield Voorbeeld(code, None)
        else:
            yield Voorbeeld(code, engines["django"].from_string(code).render(data, request))
