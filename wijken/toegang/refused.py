"""Who asked for what is not theirs, in the log of the application."""

import logging

from django.http import HttpRequest

log = logging.getLogger(__name__)


def log_refusal(request: HttpRequest) -> None:
    """Log that a member asked for what is not theirs or is not there; both look the same.

    By number: the name is in the database, for whoever may know it.
    """
    lid = getattr(request, "lid", None)
    log.warning(
        "Refused to account %s, membership %s: %s %s",
        request.user.pk,
        lid.pk if lid else "none",
        request.method,
        request.path,
        # Django tells of the same request, without who; one line of it is enough.
        extra={"request": request},
    )
