"""How allauth behaves here: accounts only by invitation, mail through the outbox."""

import secrets
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from requests import Session

from opbouw.lib.encrypted import decrypt, encrypt
from opbouw.lib.jobs.mail import queue_mail
from opbouw.lib.text.one_password import PARTS, one_form
from opbouw.lib.web.limits import client_address
from wijken.actions.account import record_account
from wijken.models import Gebruiker
from wijken.queries.lid import account_with, memberships
from wijken.toegang.account_mail import MAILS
from wijken.toegang.attempts import allow_mail, allow_password, forgive_password
from wijken.toegang.device import remember_device
from wijken.toegang.events import record_failure, record_login
from wijken.toegang.guesses import void_code
from wijken.toegang.passwords import MOST
from wijken.toegang.sessions import begin

# Mails that anybody can ask for, for any address.
ASKED_BY_ANYBODY = {"login_code", "password_reset_key", "unknown_account"}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts come by invitation only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": gettext_lazy(
            "Dit zijn veel pogingen. Wacht een kwartier, of log in met een code in je mail."
        ),
        "email_password_mismatch": gettext_lazy(
            "Dit adres en dit wachtwoord horen niet bij elkaar. Typ ze nog een keer, of log in met "
            "een code in je mail."
        ),
        "incorrect_password": gettext_lazy("Dit wachtwoord klopt niet. Typ het nog een keer."),
        "incorrect_code": gettext_lazy("Deze code klopt niet. Kijk in je nieuwste mail."),
    }

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
        """Put allauth's mail in our outbox, in our words.

        Whoever asks for a code or a link sees the same page whether or not a mail follows. An
        address without an account gets none, but costs the same work.
        """
        name = template_prefix.rpartition("/")[2]
        if name in ASKED_BY_ANYBODY and not allow_mail(self.request, email.lower()):
            # Without a code the same work, so that its time tells nothing.
            void_code(context.get("code") or secrets.token_hex(8))
            return
        mail = MAILS[name]
        knop_url = context.get(mail.knop_context, "")
        if mail.knop_route:
            knop_url = settings.BASE_URL + reverse(mail.knop_route)
        # Nothing else happens in this transaction.
        with transaction.atomic():
            queued = queue_mail(
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
            if name == "unknown_account":
                # Committed and told to a worker like any other, so that its time tells nothing.
                queued.delete()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a password before it is looked at, in our counters instead of allauth's."""
        if not allow_password(request, str(credentials.get("email", "")).lower()):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Gebruiker | None:
        """Check a password; one that is right does not count as an attempt."""
        # A longer one cannot be right, and hashing it would be a burden.
        typed = str(credentials.get("password", ""))[: PARTS * MOST + 1]
        email = str(credentials.get("email", "")).lower()
        user: Gebruiker | None = super().authenticate(request, **{**credentials, "password": typed})
        if user is not None:
            forgive_password(request, email)
            # Else a session that is going on would end with the hash that it was begun with.
            if not request.user.is_authenticated:
                user.keep_one_form(typed)
        elif one_form(typed) != typed and account_with(email) is None:
            # An account looks at both forms; an address without one takes the same time.
            make_password(typed)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password, for the account that it was meant for."""
        record_failure(account_with(str(credentials.get("email", ""))), "password")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Never build a secret link from the Host header of a request."""
        url = super().get_reset_password_from_key_url(key)
        return f"{settings.BASE_URL}{urlsplit(url).path}"

    def login(self, request: HttpRequest, user: Gebruiker) -> None:
        """Log in; an account's address is always verified."""
        with transaction.atomic():
            prove_address(user)
            super().login(request, user)
            begin(request)
            record_login(request, user)

    def logout(self, request: HttpRequest) -> None:
        """Log out."""
        with transaction.atomic():
            if isinstance(request.user, Gebruiker):
                record_account("uitgelogd", request.user, by=request.user)
            super().logout(request)

    def set_password(self, user: Gebruiker, password: str) -> None:
        """Store a new password, chosen while logged in or by a link in a mail."""
        inside = self.request.user.is_authenticated
        with transaction.atomic():
            super().set_password(user, password)
            record_account(
                "wachtwoord_gewijzigd" if inside else "wachtwoord_hersteld", user, by=user
            )

    def post_login(self, request: HttpRequest, user: Gebruiker, **kwargs: Any) -> HttpResponse:
        """Send them on, and remember this browser."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(request, response, user)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Members go to their day, administrators without a membership to the administration."""
        user = request.user
        if isinstance(user, AnonymousUser) or memberships(user).exists():
            return str(settings.LOGIN_REDIRECT_URL)
        return reverse("admin:index") if user.is_staff else "/"

    def get_reauthentication_methods(self, user: Gebruiker | AnonymousUser) -> list[dict[str, str]]:
        """Ask the second factor of anyone who has one: a password alone changes nothing."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        factors = [method for method in methods if method["id"] != "reauthenticate"]
        return factors or methods

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page about logging in."""
        return reverse("mfa_index")


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """An outside login opens an existing account and never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """No open registration."""
        return False

    def generate_state_param(self, state: dict[str, Any]) -> str:
        """Return what an answer is known by: 256 bits, where allauth takes 95."""
        return secrets.token_urlsafe(32)

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse what another issuer says, or what is said of somebody else.

        allauth compares the issuer with what the server says of itself, not with what was set up.
        """
        told = sociallogin.account.extra_data
        token, about = told.get("id_token", {}), told.get("userinfo")
        server = sociallogin.provider.app.settings["server_url"].partition("/.well-known/")[0]
        if str(token.get("iss", "")).rstrip("/") != server.rstrip("/"):
            raise OAuth2Error("The login is of another issuer than OIDC_SERVER_URL.")
        if about is not None and about.get("sub") != token.get("sub"):
            raise OAuth2Error("The login and what is told about it are of two people.")

    def get_requests_session(self) -> Session:
        """Ask the provider that was set up, and nobody it may refer to."""
        session: Session = super().get_requests_session()
        session.max_redirects = 0
        return session


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Second factors, with their secrets encrypted."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        # Of a passkey; for codes the forms have words of their own.
        "incorrect_code": gettext_lazy(
            "Dat lukte niet. Probeer het nog een keer of kies een andere manier."
        ),
    }

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
