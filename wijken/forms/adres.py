"""Allauth's forms that ask for an address, where only one that can be mailed to is any use."""

from typing import Any

from allauth.account import forms as allauth_forms

from opbouw.lib.forms import refuse_unmailable


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]  # allauth ships no types
    """An address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].validators.append(refuse_unmailable)


class RequestLoginCodeForm(allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]  # idem
    """An address that a code is mailed to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].validators.append(refuse_unmailable)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]  # idem
    """An address that a link for a new password is mailed to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].validators.append(refuse_unmailable)
