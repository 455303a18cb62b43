"""What was told in a contact: a form that hangs its row on it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from opbouw.lib.forms import OnceForm
from wijken.models import Contactmoment

# Django's fields are generic for the type checker only.
if TYPE_CHECKING:
    _ContactChoice = forms.ModelChoiceField[Contactmoment]
else:
    _ContactChoice = forms.ModelChoiceField


class ContactField(_ContactChoice):
    """The contact it came from; one that was removed meanwhile holds nothing up."""

    def __init__(self) -> None:
        super().__init__(
            queryset=Contactmoment.objects.none(), required=False, widget=forms.HiddenInput
        )

    def to_python(self, value: Any) -> Contactmoment | None:
        """Return the contact, or None when it is not there (any more)."""
        try:
            return super().to_python(value)
        except ValidationError:
            return None


class UitContactForm(OnceForm):
    """A form that may be filled in from a contact."""

    contact = ContactField()

    @property
    def content(self) -> dict[str, Any]:
        """What the row will say; the contact is what it hangs on."""
        content = super().content
        content.pop("contact", None)
        return content
