"""The fields of our forms: what they refuse, and how they are drawn again."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.text.freetext import check_text, clean_text, is_blank, refuse_invisible_characters

# A line end counts twice as it is sent, and a letter of Korean three times until it is composed.
RAW_FACTOR = 3
# Of a field that is written to no column.
WITHOUT_LENGTH = 5_000
# SHA-256, written in hexadecimals.
FINGERPRINT = 64


class Column(Protocol):
    """A column as its model shows it, such as `Signaal.titel`."""

    @property
    def field(self) -> models.Field[Any, Any]: ...


class ColumnField(forms.CharField):
    """A text that may be as long as the column that it is written to.

    Only the form holds that length: to PostgreSQL a TextField has no end. What is far too long is
    refused as it came, before anybody looks at what it says.
    """

    def __init__(self, column: Column | None = None, **kwargs: Any) -> None:
        self.column = column
        if column is not None:
            kwargs["max_length"] = column.field.max_length
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the text; raises ValidationError when it is far too long."""
        self.refuse_far_too_long(value)
        return super().to_python(value)

    def refuse_far_too_long(self, value: Any) -> None:
        """Raise ValidationError for a text that no cleaning can make fit."""
        most = self.max_length or WITHOUT_LENGTH
        if value is not None and len(str(value)) > RAW_FACTOR * most:
            MaxLengthValidator(most)(str(value))


class TextField(ColumnField):
    """One line or a block of text without control characters, with its line ends made even."""

    def to_python(self, value: Any) -> str:
        """Return the text as it will be stored; raises ValidationError on control characters.

        A text in which nobody can see anything is empty.
        """
        if value in self.empty_values:
            return ""
        self.refuse_far_too_long(value)
        text = clean_text(str(value)).strip()
        return "" if is_blank(text) else text


class BlockField(TextField):
    """A text of more than one line."""

    widget = forms.Textarea

    def __init__(
        self,
        column: Column | None = None,
        *,
        rows: int = 4,
        words: int | None = None,
        **kwargs: Any,
    ) -> None:
        attrs = {"rows": str(rows)}
        if words is not None:
            attrs["data-woorden"] = str(words)
        self.words = words
        super().__init__(column, widget=forms.Textarea(attrs=attrs), **kwargs)

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


class EmailField(ColumnField, forms.EmailField):
    """An address that a mail can really be sent to."""

    default_error_messages = {
        "invalid": gettext_lazy("Dit is geen e-mailadres. Het ziet eruit als jij@voorbeeld.nl.")
    }

    def clean(self, value: Any) -> str:
        """Return the address; refuses what nobody can see and what fits on no envelope."""
        self.refuse_far_too_long(value)
        refuse_invisible_characters(str(value or ""))
        try:
            address: str = super().clean(value)
        except ValidationError:
            # Better than "no address": what about it is not one of ours.
            if "@" in str(value):
                refuse_unmailable(str(value).strip())
            raise
        refuse_unmailable(address)
        return address


def refuse_unmailable(address: str) -> None:
    """Raise ValidationError for an address that fits on no envelope, saying what is wrong with it.

    Found here it can still be fixed; a background job could only record that it failed.
    """
    local, _at, domain = address.rpartition("@")
    if not local.isascii():
        # Few servers take others; and one that looks like a k is none, but folds to one.
        message = _(
            "Voor de @ staat een letter die niet in een e-mailadres past. Gebruik alleen gewone "
            "letters, zonder streepjes of puntjes erop."
        )
        raise ValidationError(message, code="envelope")
    if domain.startswith("["):
        message = _("Achter de @ staat een nummer. Gebruik een naam, zoals voorbeeld.nl.")
        raise ValidationError(message, code="envelope")
    try:
        domain.encode("idna")
    except UnicodeError as error:
        message = _("Naar dit adres kunnen we niet mailen. Kijk na wat er achter de @ staat.")
        raise ValidationError(message, code="envelope") from error


class LinkField(ColumnField, forms.URLField):
    """An ordinary web address, which may become a link on our pages."""

    default_error_messages = {
        "invalid": gettext_lazy("Dit is geen webadres. Het ziet eruit als https://voorbeeld.nl.")
    }

    def __init__(self, column: Column | None = None, **kwargs: Any) -> None:
        super().__init__(column, **{"assume_scheme": "https", **kwargs})

    def clean(self, value: Any) -> str:
        """Return the address; refuses what hides where it leads, and a citizen service number."""
        self.refuse_far_too_long(value)
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


BROKEN_PAGE_MESSAGE = gettext_lazy(
    "De pagina kwam niet heel aan. Wat je typte staat er nog: druk nog een keer op de knop."
)


class KeyField(forms.UUIDField):
    """The key against doubles; a page drawn again with a broken one gets a fresh one."""

    widget = forms.HiddenInput
    default_error_messages = {"invalid": BROKEN_PAGE_MESSAGE}

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what the page holds when it is drawn again."""
        try:
            return self.to_python(data) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()


class StandField(forms.IntegerField):
    """Which version of a row the page showed; drawn again it shows the present one."""

    widget = forms.HiddenInput
    default_error_messages = {"required": BROKEN_PAGE_MESSAGE, "invalid": BROKEN_PAGE_MESSAGE}

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what the page holds when it is drawn again."""
        try:
            return self.clean(data)
        except ValidationError:
            return initial


class FingerprintField(forms.CharField):
    """Which content the page showed; what is no fingerprint is that of no content."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> str:
        """Return the fingerprint, or an empty text."""
        return str(value) if value and len(str(value)) <= FINGERPRINT else ""


def set_choices(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a field choose from these rows, which depend on who is asking."""
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


def choices_of(form: forms.Form, name: str) -> QuerySet[Any]:
    """Return the rows that a field chooses from."""
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    return cast("QuerySet[Any]", field.queryset)
