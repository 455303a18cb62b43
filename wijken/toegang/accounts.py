"""How allauth behaves here: accounts only by invitation, mail through the outbox."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from opbouw.lib.encrypted import decrypt, encrypt
from opbouw.lib.jobs.mail import queue_mail
from opbouw.lib.web.limits import client_address
from wijken.models import Gebruiker
from wijken.queries.lid import memberships
from wijken.toegang.account_mail import MAILS


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts come by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No open registration."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Count on the same address as our own limits do."""
        return client_address(request)

    def is_safe_url(self, url: str) -> bool:
        """Refuse an address that cannot even be read, such as `http://[`."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put allauth's mail in our outbox, in our words."""
        mail = MAILS[template_prefix.rpartition("/")[2]]
        knop_url = context.get(mail.knop_context, "")
        if mail.knop_route:
            knop_url = settings.BASE_URL + reverse(mail.knop_route)
        # Nothing else happens in this transaction.
        with transaction.atomic():
            queue_mail(
                "account",
                aan=email,
                onderwerp=str(mail.onderwerp),
                context={
                    "kop": mail.onderwerp,
                    "alineas": mail.alineas,
                    "code": context.get("code", ""),
                    "knop_url": knop_url,
                    "knop_tekst": mail.knop_tekst,
                    "waarom": _("Je krijgt deze mail omdat je adres bij Opbouw is ingevuld."),
                },
            )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Never build a secret link from the Host header of a request."""
        url = super().get_reset_password_from_key_url(key)
        return f"{settings.BASE_URL}{urlsplit(url).path}"

    def login(self, request: HttpRequest, user: Gebruiker) -> None:
        """Log in; an account's address is always verified."""
        prove_address(user)
        super().login(request, user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Members go to their day, administrators without a membership to the administration."""
        user = request.user
        if isinstance(user, AnonymousUser) or memberships(user).exists():
            return str(settings.LOGIN_REDIRECT_URL)
        return reverse("admin:index") if user.is_staff else "/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page about logging in."""
        return reverse("mfa_index")


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """An outside login opens an existing account and never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """No open registration."""
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Second factors, with their secrets encrypted."""

    def encrypt(self, text: str) -> str:
        """Encrypt the secret of an authenticator app or of the recovery codes."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; raises DamagedValue."""
        return decrypt(encrypted_text)

    def _get_site_name(self) -> str:
        return "Opbouw"

    def generate_authenticator_name(self, user: Gebruiker, type: Authenticator.Type) -> str:  # noqa: A002 -- allauth's name
        """Suggest a name for a new passkey."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Mijn toestel") if number == 1 else _("Toestel %(number)s") % {"number": number}


def prove_address(gebruiker: Gebruiker) -> None:
    """Give the account its one verified address; an invitation or an administrator proved it."""
    EmailAddress.objects.exclude(email=gebruiker.email).filter(user=gebruiker).delete()
    EmailAddress.objects.update_or_create(
        user=gebruiker, email=gebruiker.email, defaults={"verified": True, "primary": True}
    )
