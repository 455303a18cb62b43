"""Inviting somebody, and answering an invitation."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import EmailField, TextField
from wijken.forms.lid import LidForm
from wijken.models import Gebruiker, Lidmaatschap, Uitnodiging
from wijken.queries.uitnodiging import is_member
from wijken.toegang.passwords import PASSWORD_RULE


class UitnodigingForm(LidForm):
    """Who, and what they will do."""

    naam = TextField(Uitnodiging.naam, label=gettext_lazy("Naam"))
    email = EmailField(
        Uitnodiging.email,
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy(
            "Naar dit adres gaat een link. Die werkt één keer en veertien dagen lang."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("naam", "email", "rol", "gebieden")

    def __init__(self, *args: Any, by: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.by = by
        del self.fields["stand"]  # nobody is there yet, so nothing can have changed
        self.fields["rol"].initial = self.fields["rol"].choices[0][0]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_naam(self) -> str:
        """Keep a name on one line."""
        return " ".join(self.cleaned_data["naam"].split())

    def clean_email(self) -> str:
        """Refuse somebody who is already in the team; nothing is said about other organisations."""
        email: str = self.cleaned_data["email"].lower()
        if is_member(self.by.organisatie, email):
            raise forms.ValidationError(_("Dit adres hoort al bij iemand van je team."))
        return email


class AccountForm(forms.Form):
    """A new person makes their account: a name, and how they will log in."""

    MET_WACHTWOORD, MET_CODE = "wachtwoord", "code"

    naam = TextField(Gebruiker.naam, label=gettext_lazy("Je naam"))
    manier = forms.ChoiceField(
        label=gettext_lazy("Hoe wil je inloggen?"),
        choices=[
            (MET_WACHTWOORD, gettext_lazy("Met een wachtwoord")),
            (MET_CODE, gettext_lazy("Met een code in je mail")),
        ],
        initial=MET_WACHTWOORD,
        widget=forms.RadioSelect,
    )
    wachtwoord = forms.CharField(
        label=gettext_lazy("Wachtwoord"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=format_lazy(
            "{} {}", PASSWORD_RULE, gettext_lazy("Kies je voor een code? Laat dit dan leeg.")
        ),
    )

    def __init__(self, *args: Any, uitnodiging: Uitnodiging, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"naam": uitnodiging.naam})
        super().__init__(*args, **kwargs)
        self.email = uitnodiging.email

    def clean_naam(self) -> str:
        """Keep a name on one line."""
        return " ".join(self.cleaned_data["naam"].split())

    def clean(self) -> dict[str, Any]:
        """Require and check a password only when one was chosen."""
        data = super().clean() or {}
        if data.get("manier") != self.MET_WACHTWOORD or self.has_error("wachtwoord"):
            data["wachtwoord"] = None
        elif not data.get("wachtwoord"):
            self.add_error("wachtwoord", _("Vul een wachtwoord in, of kies voor een code."))
        else:
            someone = Gebruiker(email=self.email, naam=data.get("naam", ""))
            try:
                password_validation.validate_password(data["wachtwoord"], someone)
            except forms.ValidationError as error:
                self.add_error("wachtwoord", error)
        return data
