"""What every form here shares: text that is checked, a key against doubles, one way to be drawn."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.text.freetext import (
    Finding,
    Kind,
    check_text,
    clean_text,
    is_blank,
    refuse_invisible_characters,
)
from opbouw.lib.writing.transitions import Refused


class Renderer(TemplatesSetting):
    """Draws forms with the templates under templates/django/forms/."""


class TextField(forms.CharField):
    """One line or a block of text without control characters, with its line ends made even."""

    def to_python(self, value: Any) -> str:
        """Return the text as it will be stored; raises ValidationError on control characters.

        A text in which nobody can see anything is empty.
        """
        if value in self.empty_values:
            return ""
        text = clean_text(str(value)).strip()
        return "" if is_blank(text) else text


class BlockField(TextField):
    """A text of more than one line."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 4, words: int | None = None, **kwargs: Any) -> None:
        attrs = {"rows": str(rows)}
        if words is not None:
            attrs["data-woorden"] = str(words)
        self.words = words
        super().__init__(widget=forms.Textarea(attrs=attrs), **kwargs)

    def validate(self, value: str) -> None:
        """Refuse more words than the text may have."""
        super().validate(value)
        if self.words is not None and (number := len(value.split())) > self.words:
            raise ValidationError(
                _("Dit zijn %(number)s woorden. Houd het bij %(most)s."),
                params={"number": number, "most": self.words},
                code="words",
            )


class DateField(forms.DateField):
    """A day, picked with the browser's own calendar.

    Every day that is asked for belongs to work that is noted here: it was told, consented or
    answered, or it is planned. The records go back ten years at most and nobody plans for the next
    century, so another year is a slip of the fingers (0026, 2206).
    """

    def __init__(
        self,
        *,
        earliest: date = date(2000, 1, 1),
        latest: date = date(2099, 12, 31),
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def validate(self, value: date | None) -> None:
        """Refuse a year that cannot be meant."""
        super().validate(value)
        if value is not None and not self.earliest <= value <= self.latest:
            raise ValidationError(_("Dit jaar kan niet kloppen. Kijk de datum na."), code="year")


class EmailField(forms.EmailField):
    """An address that a mail can really be sent to."""

    default_error_messages = {
        "invalid": gettext_lazy("Dit is geen e-mailadres. Het ziet eruit als jij@voorbeeld.nl.")
    }

    def clean(self, value: Any) -> str:
        """Return the address; refuses what nobody can see and what fits on no envelope."""
        refuse_invisible_characters(str(value or ""))
        address: str = super().clean(value)
        try:
            address.rpartition("@")[2].encode("idna")
        except UnicodeError as error:
            # Found here it can still be mended; a worker could only write that it failed.
            message = _("Naar dit adres kunnen we niet mailen. Kijk na wat er achter de @ staat.")
            raise ValidationError(message, code="envelope") from error
        return address


class LinkField(forms.URLField):
    """An ordinary web address, which may become a link on our pages."""

    default_error_messages = {
        "invalid": gettext_lazy("Dit is geen webadres. Het ziet eruit als https://voorbeeld.nl.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs})

    def clean(self, value: Any) -> str:
        """Return the address; refuses what hides where it leads, and a citizen service number."""
        refuse_invisible_characters(str(value or ""))
        link: str = super().clean(value)
        if not link:
            return link
        if not link.startswith(("https://", "http://")):
            raise ValidationError(_("Plak hier een adres dat begint met https://."), code="scheme")
        if "@" in urlsplit(link).netloc:
            message = _("In dit adres staat een naam of wachtwoord voor een @. Haal dat weg.")
            raise ValidationError(message, code="user")
        if any(finding.blocks for finding in check_text(link)):
            message = _(
                "In dit adres staan negen cijfers die een burgerservicenummer (BSN) kunnen zijn. "
                "Dat mag niet. Plak een adres zonder die cijfers."
            )
            raise ValidationError(message, code="bsn")
        return link


AGAIN = gettext_lazy(
    "De pagina kwam niet heel aan. Wat je typte staat er nog: druk nog een keer op de knop."
)


class KeyField(forms.UUIDField):
    """The key against doubles; a page drawn again with a broken one gets a fresh one."""

    widget = forms.HiddenInput
    default_error_messages = {"invalid": AGAIN}

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what the page holds when it is drawn again."""
        try:
            return self.to_python(data) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()


class StandField(forms.IntegerField):
    """Which version of a row the page showed; drawn again it shows the present one."""

    widget = forms.HiddenInput
    default_error_messages = {"required": AGAIN, "invalid": AGAIN}

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what the page holds when it is drawn again."""
        try:
            return self.clean(data)
        except ValidationError:
            return initial


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a field choose from these rows, which depend on who is asking."""
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


def accepted(form: forms.Form, do: Callable[[], object]) -> bool:
    """Do it; a refusal becomes an error above the form, so that nothing typed is lost."""
    try:
        do()
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def offered(form: forms.Form, name: str) -> QuerySet[Any]:
    """Return the rows that a field offers to choose from."""
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    return cast("QuerySet[Any]", field.queryset)


# For who does not work with initiatives: a resident who writes back, a municipality.
ONLY_AWAY: Mapping[Kind, object] = {
    Kind.TELEFOON: gettext_lazy("Dit lijkt een telefoonnummer. Haal het weg."),
    Kind.EMAIL: gettext_lazy("Dit lijkt een e-mailadres. Haal het weg."),
}


class CheckedForm(forms.Form):
    """A form of which the free text in `checked_fields` is searched for personal data.

    A citizen service number stops the form, also in a text of one line that is not in that list
    (`other_numbers` holds those where nine digits may be something else). Everything else asks once
    "is this meant so?" and then lets it through; `messages` says it in this form's own words.
    """

    checked_fields: tuple[str, ...] = ()
    other_numbers: tuple[str, ...] = ()
    messages: Mapping[Kind, object] = {}

    nagekeken = forms.BooleanField(
        label=gettext_lazy("Ik heb het nagekeken: hier staat niets in over één herkenbaar mens."),
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
        for name, field in self.fields.items():
            if isinstance(field, TextField) and name not in self.other_numbers:
                found = self.findings.get(name) or check_text(data.get(name) or "")
                blocking = [finding for finding in found if finding.blocks]
                if blocking:
                    self.add_error(name, blocking[0].message_nl)
        if self.findings:
            self.ask()
        return data

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
        # What to look for in the text comes first.
        return f"“{finding.fragment}”. {message}"

    @property
    def content(self) -> dict[str, Any]:
        """The cleaned fields without the key and the tick: what the row will say."""
        return {k: v for k, v in self.cleaned_data.items() if k not in {"sleutel", "nagekeken"}}


class OnceForm(CheckedForm):
    """A form that creates something: sending it twice makes one thing."""

    sleutel = KeyField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial.setdefault("sleutel", uuid.uuid4())

    def clean_sleutel(self) -> uuid.UUID:
        """Give a sending without a key one of its own."""
        return self.cleaned_data["sleutel"] or uuid.uuid4()
