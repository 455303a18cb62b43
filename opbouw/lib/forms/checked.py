"""Forms that look at what is typed, and forms that create something once."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms.fields import KeyField, TextField
from opbouw.lib.forms.offer import SearchingForm
from opbouw.lib.text.freetext import Finding, Kind, check_text
from opbouw.lib.writing.once import PageKey

# For people who do not work with initiatives: a resident who writes back, a municipality.
ONLY_AWAY: Mapping[Kind, object] = {
    Kind.TELEFOON: gettext_lazy("Dit lijkt een telefoonnummer. Haal het weg."),
    Kind.EMAIL: gettext_lazy("Dit lijkt een e-mailadres. Haal het weg."),
}


# The button under "Dit stond er al" with which somebody says that it is another.
ANOTHER = "andere"
# When an entry of a device's queue was made; the pages themselves send none.
MADE = "gemaakt"
# What to look for in the text comes first.
POINTED_AT = "“{fragment}”. {message}"
_BESIDE_CONTENT = frozenset({"sleutel", "stand", "nagekeken"})


class CheckedForm(SearchingForm):
    """A form that scans the free text in `checked_fields` for personal data.

    A citizen service number stops the form, also in a text of one line that is not in that list
    (`other_numbers` holds those where nine digits may be something else). Everything else asks once
    "is this meant so?" and then lets it through; `messages` says it in this form's own words.
    """

    checked_fields: tuple[str, ...] = ()
    other_numbers: tuple[str, ...] = ()
    messages: Mapping[Kind, object] = {}

    nagekeken = forms.BooleanField(
        label=gettext_lazy("Ik heb het nagekeken: hier is niemand in te herkennen."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.findings: dict[str, list[Finding]] = {}
        self.order_fields([*(n for n in self.fields if n != "nagekeken"), "nagekeken"])
        self._asked = self.fields.pop("nagekeken")

    def clean(self) -> dict[str, Any]:
        """Search the free text for personal data."""
        data = super().clean() or {}
        for name in self.checked_fields:
            found = check_text(data.get(name) or "")
            if found:
                self.findings[name] = found
        for name in self.number_fields:
            found = self.findings.get(name) or check_text(data.get(name) or "")
            blocking = [finding for finding in found if finding.blocks]
            if blocking:
                self.add_error(name, blocking[0].message_nl)
        if self.findings:
            self.ask()
        return data

    @property
    def rows(self) -> Sequence["CheckedForm"]:
        """The forms that are drawn within this one and sent along."""
        return []

    @property
    def number_fields(self) -> list[str]:
        """The fields in which a citizen service number stops the form."""
        texts = (name for name, field in self.fields.items() if isinstance(field, TextField))
        return [name for name in texts if name not in self.other_numbers]

    def ask(self) -> None:
        """Show the tick, and demand it; also for findings in rows that belong to this form."""
        self.fields["nagekeken"] = self._asked
        if self.data.get(self.add_prefix("nagekeken")) or self.has_error("nagekeken"):
            return
        self.point_out()
        self.add_error("nagekeken", _("Haal weg wat niet nodig is, of vink aan dat het zo klopt."))

    def point_out(self) -> None:
        """Say at each field what was found there."""
        for name, found in self.findings.items():
            if name not in self.errors:
                self.add_error(name, [self._point_at(finding) for finding in found])

    def _point_at(self, finding: Finding) -> str:
        message = self.messages.get(finding.kind, finding.message_nl)
        # The message first: what somebody typed may hold such a word itself.
        said = POINTED_AT.replace("{message}", str(message))
        return said.replace("{fragment}", finding.fragment)

    @property
    def content(self) -> dict[str, Any]:
        """The cleaned fields without key, stand and tick: what the row will say."""
        return {name: v for name, v in self.cleaned_data.items() if name not in _BESIDE_CONTENT}


class OnceForm(CheckedForm):
    """A form that creates something: sending it twice makes one thing."""

    sleutel = KeyField(required=False)

    # Set when the same was stored just before: where that is, if it can be shown.
    stond_er_al = False
    eerste_url = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial.setdefault("sleutel", uuid.uuid4())

    def clean_sleutel(self) -> uuid.UUID:
        """Give a sending without a key one of its own, and see whether it is said to be another.

        An entry that was made at a moment of its own is another: its page was emptied after it.
        """
        key = self.cleaned_data["sleutel"] or uuid.uuid4()
        another = self.data.get(ANOTHER) or self.data.get(MADE)
        return key if another else PageKey(int=key.int)
