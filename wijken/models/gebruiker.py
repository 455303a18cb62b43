"""The people who log in."""

from typing import Any, ClassVar

from asgiref.sync import sync_to_async
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opbouw.lib.text.one_password import one_form


class GebruikerManager(BaseUserManager["Gebruiker"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Gebruiker":
        """Make a user; without a password only a code or a passkey lets them in."""
        gebruiker = self.model(email=email.strip().lower(), **fields)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email: str, password: str, **fields: Any) -> "Gebruiker":
        """Make a user for the administration pages."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Gebruiker":
        """Find a user by address, ignoring case."""
        return self.get(email=(username or "").strip().lower())


class Gebruiker(AbstractBaseUser, PermissionsMixin):
    """A person with an account; their memberships decide what they may see."""

    email = models.EmailField(_("e-mailadres"), max_length=254, unique=True)
    naam = models.CharField(_("naam"), max_length=120)
    is_active = models.BooleanField(_("actief"), default=True)
    is_staff = models.BooleanField(_("mag in het beheer"), default=False)
    date_joined = models.DateTimeField(_("lid sinds"), default=timezone.now)
    # The row stays for what was written under it; nothing in it leads to the person any more.
    leeggemaakt_op = models.DateTimeField(null=True, blank=True, editable=False)

    objects = GebruikerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["naam"]

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        # Stored in lower case, so that one address is one account.
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="gebruiker_email")
        ]

    def __str__(self) -> str:
        return self.naam or self.email

    def set_password(self, raw_password: str | None) -> None:
        """Hash a new password in its one form; None makes it unusable."""
        super().set_password(None if raw_password is None else one_form(raw_password))

    def check_password(self, raw_password: str) -> bool:
        """Tell whether this is the password, in its one form or as it was typed.

        Hashes from before release 0.2 are of what was typed; `keep_one_form` replaces them.
        """
        even = one_form(raw_password)
        return super().check_password(even) or (
            even != raw_password and check_password(raw_password, self.password)
        )

    async def acheck_password(self, raw_password: str) -> bool:
        """Tell the same, for whoever cannot wait."""
        return await sync_to_async(self.check_password)(raw_password)

    def keep_one_form(self, raw_password: str) -> None:
        """Replace the hash of a password that was right, when it is of what was typed."""
        even = one_form(raw_password)
        if even != raw_password and not check_password(even, self.password):
            self.set_password(even)
            # A better hash of the same password is no other password.
            self._password = None
            self.save(update_fields=["password"])
