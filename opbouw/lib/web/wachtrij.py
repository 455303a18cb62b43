"""Forms that may wait on a device: what the server answers when a queue sends one.

A template marks such a form with `data-wachtrij`; `static/js/wachtrij/` then keeps each entry on
the device until the server has it. It comes to the address of the form, with the header below, and
the same view answers: in JSON, because the page that it is shown on is there already.
"""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

HEADER = "X-Wachtrij"


def from_queue(request: HttpRequest) -> bool:
    """Tell whether the queue of a device sends this form."""
    return request.method == "POST" and HEADER in request.headers


def stored(
    request: HttpRequest,
    tekst: str,
    *,
    url: str,
    tags: str = "",
    template: str = "layout/bewaard.html",
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Answer a form whose content is stored, now or by an earlier sending.

    A page is led to `url` with `tekst` as a message. A queue gets what `template` draws of both
    and of `context`, to show above the emptied form.
    """
    if not from_queue(request):
        messages.success(request, tekst, extra_tags=tags)
        return redirect(url)
    drawn = {"tekst": tekst, "url": url, **(context or {})}
    return JsonResponse({"html": render_to_string(template, drawn, request)})


def refused(form: Form, page: HttpResponse) -> HttpResponse:
    """Answer a form with mistakes: the reasons for a list, and the page for whoever looks on."""
    answer = {"redenen": _reasons(form), "html": page.content.decode()}
    return JsonResponse(answer, status=page.status_code)


def _reasons(form: Form) -> list[dict[str, str]]:
    return [
        {"veld": "" if name == NON_FIELD_ERRORS else str(form[name].label), "zin": str(sentence)}
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
