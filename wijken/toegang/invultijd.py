"""How long a member's form was open: a signed field of its own, counted once it is saved."""

import logging
from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import DatabaseError
from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from opbouw.lib.forms import OnceForm
from opbouw.lib.web.wachtrij import from_queue
from opbouw.lib.writing.sending import Sending
from wijken.actions.invultijd import count_saved
from wijken.models import GEMEENTE_ROLLEN, Lidmaatschap

FIELD = "geopend"
# What a device counted itself, in seconds: a form that waited was sent long after it was saved.
ON_DEVICE = "duur"
# Open for longer, nobody was filling it in.
LONGEST = timedelta(days=1)

logger = logging.getLogger(__name__)


def when_opened(request: HttpRequest) -> str:
    """Return what a form that is drawn now sends along; drawn again, it was opened before."""
    sent = str(request.POST.get(FIELD, ""))
    if _moment(sent) is not None:
        return sent
    # One page may hold many forms.
    if not hasattr(request, "geopend"):
        request.geopend = _signer().sign(str(int(timezone.now().timestamp())))  # type: ignore[attr-defined]  # kept for the next form
    return str(request.geopend)  # type: ignore[attr-defined]  # as above


def seconds_open(request: HttpRequest) -> int | None:
    """Return for how long the form in this request was open; None where that cannot be known."""
    if from_queue(request):
        sent = str(request.POST.get(ON_DEVICE, ""))
        passed = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 7 else 0
    else:
        opened = _moment(str(request.POST.get(FIELD, "")))
        # Less than a second counts as one: that is no form without a moment.
        passed = 0 if opened is None else max(1, int(timezone.now().timestamp()) - opened)
    return passed if 0 < passed <= LONGEST.total_seconds() else None


def measure(
    request: HttpRequest, lid: Lidmaatschap, sending: Sending, response: HttpResponseBase
) -> None:
    """Count a form that was saved; it stays saved when the counting fails."""
    match = request.resolver_match
    if sending.form is None or sending.again or response.status_code >= 400:
        return
    if lid.rol in GEMEENTE_ROLLEN or match is None or not match.url_name:
        return
    try:
        count_saved(
            organisatie_id=lid.organisatie_id,
            formulier=match.url_name,
            seconds=seconds_open(request),
            velden=filled_in(sending.form),
        )
    except DatabaseError:
        logger.warning("The time of a saved form was not counted.", exc_info=True)


def filled_in(form: Form) -> list[str]:
    """Return which fields that may stay empty hold something that somebody filled in."""
    changed = set(form.changed_data) if isinstance(form, OnceForm) else set(form.fields)
    return sorted(
        name
        for name in optional(form.fields)
        if name in changed and _holds_something(form.cleaned_data.get(name))
    )


def optional(fields: dict[str, Any]) -> list[str]:
    """Return the names of the fields that somebody sees and may leave empty."""
    return [
        name
        for name, field in fields.items()
        if not field.required and not field.widget.is_hidden and name != "nagekeken"
    ]


def _holds_something(value: object) -> bool:
    # Nobody at all is an answer, a box without a tick is none.
    return bool(value) or (value == 0 and value is not False)


def _moment(sent: str) -> int | None:
    """Return the moment that a form says; None for a made-up one, or of too long ago."""
    try:
        moment = int(_signer().unsign(sent[:100]))
    except (BadSignature, ValueError):
        return None
    passed = int(timezone.now().timestamp()) - moment
    return moment if 0 <= passed <= LONGEST.total_seconds() else None


def _signer() -> Signer:
    return Signer(salt="wijken.geopend")
