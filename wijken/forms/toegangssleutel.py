"""Allauth's forms for passkeys: what a browser answers is anything that a stranger can type."""

import json
import struct
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as allauth_forms
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from fido2.utils import websafe_decode
from fido2.webauthn import AuthenticatorData

from wijken.models import Gebruiker
from wijken.toegang.events import record_failure

T = TypeVar("T")

# A browser sends one to three kB.
LONGEST = 16_000
# It is kept among other values in one column, which has no length.
LONGEST_NAME = 100
_TEXTS = ("id", "rawId", "type", "authenticatorAttachment")
DAMAGED_MESSAGE = _("De toegangssleutel kwam niet goed aan. Probeer het nog een keer.")
# What the libraries raise over bytes that are no key; one of the database is not among them.
DAMAGED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    InvalidSignature,
    UnsupportedAlgorithm,
)


class CredentialField(forms.JSONField):
    """The answer of a browser about a passkey, as a dictionary."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Return the answer; raises ValidationError when it is none."""
        if value in self.empty_values:
            return None
        text = str(value)
        if len(text) > LONGEST:
            raise ValidationError(DAMAGED_MESSAGE, code="invalid")
        return unharmed(lambda: _answer(text))

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Draw nothing again: a passkey answers once."""
        return initial


def unharmed(read: Callable[[], T]) -> T:
    """Return what is read; raises ValidationError where a library stumbles over it."""
    try:
        return read()
    except DAMAGED as error:
        raise ValidationError(DAMAGED_MESSAGE, code="invalid") from error


def _answer(text: str) -> dict[str, Any]:
    """Return only what a browser sends, in letters that the database can hold."""
    sent = json.loads(text)
    answer = {name: _plain(sent[name]) for name in _TEXTS if sent.get(name) is not None}
    response = {n: _plain(value) for n, value in sent["response"].items() if value is not None}
    # Allauth looks here on every page that lists the passkey, long after it was stored.
    resident = sent.get("clientExtensionResults", {}).get("credProps", {}).get("rk")
    known = {"credProps": {"rk": resident}} if isinstance(resident, bool) else {}
    return {**answer, "response": response, "clientExtensionResults": known}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not (value.isascii() and value.isprintable()):
        raise ValueError("Not what a browser sends.")
    return value


class _Answered(forms.Form):
    user: Gebruiker | None
    credential = CredentialField(error_messages={"required": DAMAGED_MESSAGE})

    def clean_credential(self) -> Any:
        """Look the passkey up; raises ValidationError when it is not one of theirs.

        In place of a password an answer says itself whose it is, so a wrong one is nobody's.
        """
        try:
            return unharmed(super().clean_credential)  # type: ignore[misc]  # allauth's, see below
        except ValidationError:
            record_failure(self.user, Authenticator.Type.WEBAUTHN)
            raise


class AddWebAuthnForm(allauth_forms.AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A new passkey, and what its owner calls it."""

    name = forms.CharField(label=_("Naam van dit toestel"), max_length=LONGEST_NAME, required=False)
    passwordless = forms.BooleanField(
        label=_("Ook inloggen zonder wachtwoord"),
        help_text=_("Je toestel vraagt dan altijd om je vinger, je gezicht of je pincode."),
        required=False,
    )
    credential = CredentialField(error_messages={"required": DAMAGED_MESSAGE})

    def clean(self) -> Any:
        """Check the passkey."""
        return unharmed(super().clean)


class EditWebAuthnForm(allauth_forms.EditWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """Another name for a passkey."""

    name = forms.CharField(label=_("Naam van dit toestel"), max_length=LONGEST_NAME)


class AuthenticateWebAuthnForm(_Answered, allauth_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey as the second step."""


class LoginWebAuthnForm(_Answered, allauth_forms.LoginWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey in place of a password: it counts for two factors, so it checked its owner.

    Allauth asks that of the browser, and believes an answer to any question of this session; the
    question of a second step asks less.
    """

    def clean_credential(self) -> Any:
        """Look the passkey up; raises ValidationError where it did not check its owner."""
        if not _checked_its_owner(self.cleaned_data["credential"]):
            record_failure(None, Authenticator.Type.WEBAUTHN)
            raise ValidationError(DAMAGED_MESSAGE, code="invalid")
        return super().clean_credential()


def _checked_its_owner(answer: dict[str, Any]) -> bool:
    try:
        data = websafe_decode(answer["response"]["authenticatorData"])
        return bool(AuthenticatorData(data).is_user_verified())
    except DAMAGED:
        return False


class ReauthenticateWebAuthnForm(_Answered, allauth_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey to show once more who somebody is."""
