"""Allauth's forms for a new password, with the rule said in our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms

from wijken.toegang.passwords import PASSWORD_RULE


def _in_our_words(form: forms.Form) -> None:
    # Django says four rules at once, and calls the reader `u`.
    form.fields["password1"].help_text = PASSWORD_RULE


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The old password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self)


class SetPasswordForm(allauth_forms.SetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """A first password, for an account without one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self)


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth ships no types
    """A new password behind the link in a mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self)
