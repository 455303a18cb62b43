"""The recovery codes as a file, under a name that its owner recognises a year later."""

from typing import Any

from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView
from django.http import HttpResponse
from django.views.decorators.http import require_safe


class Download(DownloadRecoveryCodesView):  # type: ignore[misc]  # allauth has no types
    """What allauth gives, with a Dutch name instead of `recovery-codes.txt`."""

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        """Name the file."""
        response: HttpResponse = super().render_to_response(context, **response_kwargs)
        response.headers["Content-Disposition"] = 'attachment; filename="herstelcodes-opbouw.txt"'
        return response


download = require_safe(Download.as_view())
