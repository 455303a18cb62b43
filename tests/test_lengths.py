"""A text that a form takes fits in the column that it is written to; the form alone guards that."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models

import initiatieven.forms
import signalen.forms
import wijken.forms
from opbouw.lib.forms import BlockField, EmailField, LinkField, TextField
from opbouw.lib.forms.fields import ColumnField
from signalen.forms.inzage import InzageForm
from signalen.forms.signaal import WantForm
from signalen.models import Signaal
from wijken.forms.afspraak import VervaltForm
from wijken.forms.contact import ContactForm, ContactWijzigForm
from wijken.models import Afspraak, OpLijnen, Terugkoppeling

# A field that is named for what it asks, with the columns that it is written to.
OTHERWISE: dict[tuple[type[forms.Form], str], set[models.Field[Any, Any]]] = {
    (WantForm, "want"): {
        Signaal.zonder_duiding_want.field,
        Signaal.niet_op_de_agenda_want.field,
    },
    (ContactForm, "afspraak"): {Afspraak.wat.field},
    (ContactWijzigForm, "afspraak"): {Afspraak.wat.field},
    (VervaltForm, "want"): {Afspraak.vervallen_want.field},
    # Looked for in texts, and written nowhere.
    (InzageForm, "woorden"): set(),
}
# Of allauth: a code is compared and kept nowhere, the name of a passkey is in a column of its own.
OF_ALLAUTH = {
    "ActivateTOTPForm.code",
    "AddWebAuthnForm.name",
    "AuthenticateForm.code",
    "ConfirmLoginCodeForm.code",
    "EditWebAuthnForm.name",
    "ReauthenticateForm.code",
    "RequestLoginCodeForm.email",
    "ResetPasswordForm.email",
}


def subclasses(form: type[forms.Form]) -> Iterator[type[forms.Form]]:
    """Every form of our own."""
    for one in form.__subclasses__():
        if one.__module__.startswith(("wijken.", "initiatieven.", "signalen.")):
            yield one
        yield from subclasses(one)


def all_forms() -> list[type[forms.Form]]:
    """Every form in the three apps, each once."""
    for room in (wijken.forms, initiatieven.forms, signalen.forms):
        for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            importlib.import_module(module.name)
    return sorted(set(subclasses(forms.Form)), key=lambda form: form.__qualname__)


def texts() -> Iterator[tuple[type[forms.Form], str, ColumnField]]:
    """Every field in which somebody types a text."""
    for form in all_forms():
        for name, field in form.base_fields.items():
            if isinstance(field, ColumnField):
                yield form, name, field


def columns(form: type[forms.Form], name: str, field: ColumnField) -> set[models.Field[Any, Any]]:
    """The columns that a field is written to: of an abstract model those of all its models."""
    assert field.column is not None, f"{form.__qualname__}.{name} says no column"
    own = field.column.field
    if (form, name) in OTHERWISE:
        return OTHERWISE[form, name] | {own}
    assert own.name == name, f"{form.__qualname__}.{name} takes the length of {own}"
    written = (model for model in apps.get_models() if issubclass(model, own.model))
    return {model._meta.get_field(name) for model in written}  # type: ignore[misc]  # a plain column


def test_every_text_of_every_form_is_as_long_as_its_columns() -> None:
    wrong = []
    for form, name, field in texts():
        lengths = {column.max_length for column in columns(form, name, field)}
        if lengths != {field.max_length} or None in lengths:
            wrong.append(f"{form.__qualname__}.{name}: {field.max_length}, the columns {lengths}")
    assert wrong == []
    assert len(list(texts())) > 50


def test_no_form_takes_a_text_of_another_kind() -> None:
    # A password is hashed and a stand compared: neither is written as it was typed.
    plain = {
        f"{form.__qualname__}.{name}"
        for form in all_forms()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField)
        and not isinstance(field, ColumnField)
        and not isinstance(field.widget, (forms.HiddenInput, forms.PasswordInput))
    }
    assert plain == OF_ALLAUTH


@pytest.mark.parametrize("kind", [TextField, BlockField, EmailField, LinkField])
def test_another_length_in_the_model_is_another_length_in_the_form(
    kind: type[ColumnField], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Signaal.titel.field, "max_length", 12)
    field = kind(Signaal.titel)
    assert field.max_length == 12
    assert field.widget.attrs["maxlength"] == "12"
    with pytest.raises(forms.ValidationError):
        field.clean("https://voorbeeld.nl/een-adres-dat-te-lang-is@voorbeeld.nl")


def test_a_shared_column_is_compared_for_each_model_that_has_it() -> None:
    shared = {
        column.model
        for form, name, field in texts()
        for column in columns(form, name, field)
        if issubclass(column.model, (OpLijnen, Terugkoppeling))
    }
    assert len(shared) > 4
