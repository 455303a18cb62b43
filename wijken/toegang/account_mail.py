"""The texts of allauth's mails."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

# A lazy text: translated when the mail is made.
Text = Any

NOT_YOU_MESSAGE = _("Was jij dit niet? Verander dan je wachtwoord en vertel het je coördinator.")


@dataclass(frozen=True)
class AccountMail:
    """One mail: a subject, paragraphs, and perhaps a button."""

    onderwerp: Text
    alineas: tuple[Text, ...]
    knop_tekst: Text = ""
    knop_context: str = ""  # the value in allauth's context that holds the link
    knop_route: str = ""


def _changed(onderwerp: Text, tekst: Text) -> AccountMail:
    return AccountMail(
        onderwerp,
        (tekst, NOT_YOU_MESSAGE),
        knop_tekst=_("Bekijk je beveiliging"),
        knop_route="mfa_index",
    )


# By the name of allauth's template; mails that are not listed are not used.
MAILS: dict[str, AccountMail] = {
    "login_code": AccountMail(
        _("Je code om in te loggen"),
        (
            _("Typ deze code in het scherm waar je wilde inloggen. De code werkt tien minuten."),
            _("Heb je niet om een code gevraagd? Dan hoef je niets te doen."),
        ),
    ),
    # Made and thrown away: an address without an account gets no mail from us.
    "unknown_account": AccountMail(_("Er is geen account met dit adres"), ()),
    "password_reset_key": AccountMail(
        _("Kies een nieuw wachtwoord"),
        (
            _("Met de knop hieronder kies je een nieuw wachtwoord."),
            _("Heb je hier niet om gevraagd? Dan hoef je niets te doen."),
        ),
        knop_tekst=_("Kies een nieuw wachtwoord"),
        knop_context="password_reset_url",
    ),
    "password_changed": _changed(
        _("Je wachtwoord is veranderd"), _("Het wachtwoord van je account is net veranderd.")
    ),
    "password_set": _changed(
        _("Je hebt nu een wachtwoord"), _("Je account heeft net een wachtwoord gekregen.")
    ),
    "password_reset": _changed(
        _("Je wachtwoord is veranderd"), _("Het wachtwoord van je account is net veranderd.")
    ),
    "totp_activated": _changed(
        _("Inloggen met een app staat aan"),
        _("Je account vraagt nu ook een code uit je app bij het inloggen."),
    ),
    "totp_deactivated": _changed(
        _("Inloggen met een app staat uit"),
        _("Je account vraagt bij het inloggen geen code uit je app meer."),
    ),
    "recovery_codes_generated": _changed(
        _("Er zijn nieuwe herstelcodes"),
        _("Voor je account zijn nieuwe herstelcodes gemaakt. De oude werken niet meer."),
    ),
    "webauthn_added": _changed(
        _("Er is een toegangssleutel bijgekomen"),
        _("Met de nieuwe toegangssleutel kun je inloggen."),
    ),
    "webauthn_removed": _changed(
        _("Er is een toegangssleutel weg"),
        _("Een toegangssleutel van je account is verwijderd."),
    ),
}
