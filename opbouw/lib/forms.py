"""What every form here shares: text that is checked, a key against doubles, one way to be drawn."""

import uuid
from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.freetext import Finding, check_text, clean_text
from opbouw.lib.transitions import Refused


class Renderer(TemplatesSetting):
    """Draws forms with the templates under templates/django/forms/."""


class TextField(forms.CharField):
    """One line or a block of text without control characters, with its line ends made even."""

    def to_python(self, value: Any) -> str:
        """Return the text as it will be stored; raises ValidationError on control characters."""
        if value in self.empty_values:
            return ""
        return clean_text(str(value)).strip()


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
    """A day, picked with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


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


class CheckedForm(forms.Form):
    """A form of which the free text in `checked_fields` is searched for personal data.

    A citizen service number stops the form; everything else asks once "is this meant so?" and
    then lets it through.
    """

    checked_fields: tuple[str, ...] = ()

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
        for name, found in self.findings.items():
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
                self.add_error(name, [f"{f.message_nl} Je schreef: “{f.fragment}”." for f in found])

    @property
    def content(self) -> dict[str, Any]:
        """The cleaned fields without the key and the tick: what the row will say."""
        return {k: v for k, v in self.cleaned_data.items() if k not in {"sleutel", "nagekeken"}}


class OnceForm(CheckedForm):
    """A form that creates something: sending it twice makes one thing."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial.setdefault("sleutel", uuid.uuid4())

    def clean_sleutel(self) -> uuid.UUID:
        """Give a sending without a key one of its own."""
        return self.cleaned_data["sleutel"] or uuid.uuid4()
