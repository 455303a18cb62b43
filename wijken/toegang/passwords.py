"""Which passwords are refused, each in one plain sentence; no rules about kinds of characters."""

from collections.abc import Iterator

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.text.guessable import is_guessable
from opbouw.lib.text.one_password import is_longer, least_length, one_form
from wijken.models import Gebied, Gebruiker
from wijken.queries.uitnodiging import organisations_around

LEAST, MOST = 12, 128

PASSWORD_RULE = gettext_lazy(
    "Minstens twaalf tekens. Een zin werkt goed. "
    "Je naam, je organisatie of een bekend woord met cijfers is te makkelijk."
)


class Length:
    """Twelve characters at least; at most what can be hashed without becoming a burden."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password that is too short or too long."""
        if not is_longer(password, MOST) and least_length(password) < LEAST:
            raise ValidationError(
                _("Dit wachtwoord is te kort. Neem minstens twaalf tekens."),
                code="password_too_short",
            )
        if is_longer(password, MOST):
            raise ValidationError(
                _("Dit wachtwoord is te lang. Neem hoogstens 128 tekens."),
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        """Return the rule for people."""
        return str(PASSWORD_RULE)


class NotGuessable(CommonPasswordValidator):
    """More than known words, names around this person, rows of keys and years."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password that is guessed first."""
        if is_longer(password, MOST) or least_length(password) < LEAST:
            return
        names = set(_names_around(user)) if isinstance(user, Gebruiker) else set()
        if is_guessable(one_form(password), names=names, common=self.passwords):
            raise ValidationError(
                _(
                    "Dit wachtwoord is makkelijk te raden: het is vooral een bekend woord, een "
                    "naam, een rij toetsen of een jaartal. Neem een zin van een paar woorden."
                ),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        """Return nothing: the other rule says it."""
        return ""


def _names_around(gebruiker: Gebruiker) -> Iterator[str]:
    yield gebruiker.naam
    yield from gebruiker.email.split("@")
    for organisatie in organisations_around(gebruiker):
        yield organisatie.naam
        areas = Gebied.objects.within(organisatie.werkgebied.all()).current()
        yield from areas.values_list("naam", flat=True)
