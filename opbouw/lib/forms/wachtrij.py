"""Forms whose entries may wait on a device before they are sent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from opbouw.lib.forms.checked import MADE, OnceForm
from opbouw.lib.writing.once import QueuedKey

# The device keeps an entry this long, so an older one was not made by it.
LONGEST_WAIT = timedelta(hours=72)
# Clocks of two servers may differ a little.
LEEWAY = timedelta(minutes=1)


class QueuedForm(OnceForm):
    """A form that a page may mark with `data-wachtrij="{{ form.versie }}"`.

    An entry brings when it was made (`gemaakt`) and with which version of the form (`versie`).
    Raise `versie` when entries of the old form no longer mean the same, and give the old one a last
    day in `oude_versies`, a month away: until then it is taken as it comes, so convert it in
    `clean` where that needs more.
    """

    versie = 1
    oude_versies: Mapping[int, date] = {}

    def clean_sleutel(self) -> uuid.UUID:
        """Say of an entry that waited that it did: what it made may have been removed since."""
        key = super().clean_sleutel()
        return QueuedKey(int=key.int) if self.data.get(MADE) else key

    @cached_property
    def made(self) -> datetime | None:
        """When the entry was made, in local time.

        None for a form that is sent from its page, and where the moment that came along cannot be.
        """
        sent = str(self.data.get(MADE) or "")[:40]
        try:
            moment = parse_datetime(sent)
        except ValueError:
            return None
        if moment is None or timezone.is_naive(moment):
            return None
        now = timezone.now()
        possible = now - LONGEST_WAIT <= moment <= now + LEEWAY
        return timezone.localtime(moment) if possible else None

    @property
    def now(self) -> datetime:
        """What "now" and "today" mean in this form, in local time."""
        return self.made or timezone.localtime()

    def refuse_unknown_moment(self) -> None:
        """Raise ValidationError when an entry that waited does not say what "now" was."""
        if self.data.get(MADE) and self.made is None:
            text = _("We weten niet meer wanneer dit was. Kies de dag.")
            raise forms.ValidationError(text, code="moment")

    def clean(self) -> dict[str, Any]:
        """Refuse an entry of a version that is no longer taken."""
        data = super().clean()
        sent = str(self.data.get("versie") or self.versie)
        until = {str(versie): day for versie, day in self.oude_versies.items()}.get(sent)
        if sent != str(self.versie) and (until is None or until < timezone.localdate()):
            text = _("Dit formulier is intussen veranderd. Kijk het na en verstuur het opnieuw.")
            raise forms.ValidationError(text, code="versie")
        return data
