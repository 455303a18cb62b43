"""A page with a form, from drawing it to a refusal; and buttons, which have no form to draw.

A view makes the form from `posted(request)`, acts when it is valid, and draws it otherwise:

    form = WantForm(posted(request))
    if form.is_valid():
        with refusals_on(form):
            keep_off_agenda(signaal=signaal, by=request.lid, want=form.cleaned_data["want"])
            return redirect("signaal", pk)
    return form_page(request, "signalen/signaal/want.html", form)
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from opbouw.lib.web.limits import TooOften
from opbouw.lib.web.wachtrij import from_queue, refused
from opbouw.lib.writing.correction import Overtaken
from opbouw.lib.writing.once import AlreadyThere
from opbouw.lib.writing.sending import is_saved
from opbouw.lib.writing.transitions import Refused

# For a view with a form; the others are `require_safe` or `require_POST`.
takes_form = require_http_methods(["GET", "HEAD", "POST"])

_TOO_OFTEN = "too_often"
# How the id begins of a part that a page asks anew when somebody chooses.
CHOICES = "keuze-"


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, or None while the page is only asked for."""
    return request.POST if request.method == "POST" else None


@contextmanager
def refusals_on(
    form: Form, field: str | None = None, first: Callable[[Any], str] | None = None
) -> Iterator[None]:
    """Show a refusal of what is done inside as an error above the form, or at one field.

    Nothing typed is lost. After Overtaken the form is drawn with the present stand, so that
    sending it once more is a decision; it must have a field `stand`.
    After AlreadyThere the page leads to `first(row)`, and asks whether this is another.
    """
    try:
        yield
        is_saved(form)
    except AlreadyThere as already:
        form.add_error(None, ValidationError(str(already), code="already"))
        form.stond_er_al = True  # type: ignore[attr-defined]  # an OnceForm: no other sends a key
        form.eerste_url = first(already.row) if first else ""  # type: ignore[attr-defined]  # as above
    except Refused as refused:
        code = _TOO_OFTEN if isinstance(refused, TooOften) else "refused"
        form.add_error(field, ValidationError(str(refused), code=code))
        if isinstance(refused, Overtaken):
            data = cast("QueryDict", form.data).copy()
            data[form["stand"].html_name] = str(refused.stand)
            form.data = data


def form_page(
    request: HttpRequest,
    template: str,
    form: Form,
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Draw the page of a form: 200, or 422 with errors on it, or 429 when it came too often.

    A choice that changes the choices of another field asks for that part only, and is no error.
    The queue of a device gets the same page beside the reasons.
    """
    status = 422 if form.errors and not _draws_choices(request) else 200
    if form.has_error(NON_FIELD_ERRORS, _TOO_OFTEN):
        status = 429
    page = render(request, template, {"form": form, **(context or {})}, status=status)
    return refused(form, page) if from_queue(request) else page


def _draws_choices(request: HttpRequest) -> bool:
    htmx = getattr(request, "htmx", None)
    return htmx is not None and str(htmx.target or "").startswith(CHOICES)


@contextmanager
def refusals_as_messages(request: HttpRequest) -> Iterator[None]:
    """Show a refusal of what is done inside as a message on the page that the view leads to."""
    try:
        yield
    except Refused as refused:
        messages.error(request, str(refused))
