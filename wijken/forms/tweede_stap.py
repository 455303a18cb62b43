"""Allauth's forms for a code, with our own counting: each try counts, and each code works once."""

from collections.abc import Callable
from typing import Any

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijken.toegang.events import record_failure
from wijken.toegang.guesses import (
    allow_mailed_code,
    allow_second_step,
    first_use,
    forgive_second_step,
)

FOUTEN_KOP = gettext_lazy("Dat lukte nog niet. Kijk hier even naar:")


def _wrong() -> ValidationError:
    # A code that was right a moment ago is refused too: it works once.
    return ValidationError(
        _("Deze code klopt niet of is al gebruikt. Wacht op de volgende code in je app."),
        code="incorrect_code",
    )


def _right(clean_code: Callable[[], str]) -> str:
    try:
        return clean_code()
    except ValidationError as error:
        raise (_wrong() if error.code == "incorrect_code" else error) from None


def _digits(form: forms.Form) -> None:
    form.fields["code"].widget.attrs["inputmode"] = "numeric"


def _checked(form: Any, clean_code: Callable[[], str]) -> str:
    request = context.request
    if not allow_second_step(request, form.user):
        raise ValidationError(
            _("Dit zijn veel pogingen. Wacht een kwartier, of gebruik je toegangssleutel.")
        )
    code = _right(clean_code)
    by_app = form.authenticator.type == Authenticator.Type.TOTP
    if by_app and not first_use(form.user, code):
        record_failure(form.user, Authenticator.Type.TOTP)
        raise _wrong()
    forgive_second_step(request, form.user)
    return code


class AuthenticateForm(mfa_forms.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The second step of a login: a code of an app, or a recovery code."""

    fouten_kop = FOUTEN_KOP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _digits(self)

    def clean_code(self) -> str:
        """Count the try, and let a code of an app work once."""
        return _checked(self, super().clean_code)


class ReauthenticateForm(mfa_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The same for somebody who is logged in."""

    fouten_kop = FOUTEN_KOP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _digits(self)

    def clean_code(self) -> str:
        """Count the try, and let a code of an app work once."""
        return _checked(self, super().clean_code)


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The first code of an app that is set up."""

    fouten_kop = FOUTEN_KOP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _digits(self)
        self.fields["code"].label = _("Code uit je app")

    def clean_code(self) -> str:
        """Use the code up: it is not good for a login as well."""
        code = _right(super().clean_code)
        if not first_use(self.user, code):
            raise _wrong()
        return code


class ConfirmLoginCodeForm(account_forms.ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """The code that was mailed for a login."""

    fouten_kop = FOUTEN_KOP

    def clean_code(self) -> str:
        """Count the try: those at the same moment too, which a count in the session misses."""
        if not allow_mailed_code(self.expected_code or ""):
            raise get_account_adapter().validation_error("incorrect_code")
        code: str = super().clean_code()
        return code
