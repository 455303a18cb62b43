"""Allauth's forms for a code, with our own counting: each try counts, and each code works once."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wijken.toegang.events import record_failure
from wijken.toegang.guesses import (
    allow_mailed_code,
    allow_second_step,
    first_use,
    forgive_second_step,
)


def _checked(form: Any, clean_code: Any) -> str:
    request = context.request
    if not allow_second_step(request, form.user):
        raise ValidationError(
            _("Dit zijn veel pogingen. Wacht een kwartier, of gebruik je toegangssleutel.")
        )
    code: str = clean_code()
    by_app = form.authenticator.type == Authenticator.Type.TOTP
    if by_app and not first_use(form.user, code):
        record_failure(form.user, Authenticator.Type.TOTP)
        raise get_adapter().validation_error("incorrect_code")
    forgive_second_step(request, form.user)
    return code


class AuthenticateForm(mfa_forms.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The second step of a login: a code of an app, or a recovery code."""

    def clean_code(self) -> str:
        """Count the try, and let a code of an app work once."""
        return _checked(self, super().clean_code)


class ReauthenticateForm(mfa_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The same for somebody who is logged in."""

    def clean_code(self) -> str:
        """Count the try, and let a code of an app work once."""
        return _checked(self, super().clean_code)


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The first code of an app that is set up."""

    def clean_code(self) -> str:
        """Use the code up: it is not good for a login as well."""
        code: str = super().clean_code()
        if not first_use(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class ConfirmLoginCodeForm(account_forms.ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """The code that was mailed for a login."""

    def clean_code(self) -> str:
        """Count the try: those at the same moment too, which a count in the session misses."""
        if not allow_mailed_code(context.request, self.expected_code or ""):
            raise get_adapter().validation_error("incorrect_code")
        code: str = super().clean_code()
        return code
