"""Where somebody is logged in: Django's session, with whose it is, since when and on what."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string


class Sessie(AbstractBaseSession):
    """A browser that is logged in, or is about to; no address is kept of it."""

    gebruiker = models.ForeignKey(
        "wijken.Gebruiker", null=True, on_delete=models.CASCADE, related_name="+"
    )
    toestel = models.CharField(max_length=60, blank=True)
    begonnen_op = models.DateTimeField()
    gezien_op = models.DateTimeField()

    def __str__(self) -> str:
        return self.toestel

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Return the engine that reads and writes these rows."""
        store: type[SessionBase] = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        return store

    @property
    def merk(self) -> str:
        """What a page calls this session: the key itself would let its reader in."""
        mark = salted_hmac("wijken.sessie", self.session_key, algorithm="sha256")
        return mark.hexdigest()[:32]
